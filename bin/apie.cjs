require('./launch.cjs')('apie.js');
