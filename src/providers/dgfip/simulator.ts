import { defineSimulation } from '../../simulator/simulation.ts';
import { declarationOperation, dictionaryOperation } from './liasse-simulator.ts';
import { loginOperation } from './login-simulator.ts';

export default defineSimulation('dgfip', [loginOperation, declarationOperation, dictionaryOperation]);
