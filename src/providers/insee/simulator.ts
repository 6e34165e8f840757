import { defineSimulation } from '../../simulator/simulation.ts';
import { v3 } from './v3.simulator.ts';
import { v311 } from './v311.simulator.ts';

/** INSEE speaks both generations of its API, whichever the instance has chosen. */
export default defineSimulation('insee', [...v3, ...v311]);
