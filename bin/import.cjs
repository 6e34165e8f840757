// Apart from launch.cjs: a Node too old to know `import()` must not read it before it has been told so.
'use strict';

module.exports = function importEntry(file) {
  import(require('url').pathToFileURL(file).href);
};
