require('./launch.cjs')('main.js');
