require('./launch.cjs')('simulateur.js');
