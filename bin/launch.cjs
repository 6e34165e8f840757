// Plain, old JavaScript on purpose: it must run on a Node too old for the rest, to say so.
'use strict';
var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');

function checkNode() {
  var wanted = [20, 19];
  var actual = process.versions.node.split('.').map(Number);
  if (actual[0] > wanted[0] || (actual[0] === wanted[0] && actual[1] >= wanted[1])) return;
  console.error(
    'API Entreprise demande Node.js ' + wanted.join('.') + ' ou plus récent ; celui-ci est ' + process.versions.node +
      '.\nInstallez une version récente (https://nodejs.org), puis relancez la commande.'
  );
  process.exit(1);
}

function newest(directory) {
  return fs.readdirSync(directory, { withFileTypes: true }).reduce(function (latest, entry) {
    var full = path.join(directory, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(full) : fs.statSync(full).mtimeMs);
  }, 0);
}

// The build is made by npm ci; a source changed since then is built again.
function buildIfStale() {
  var mark = path.join(root, 'dist', '.construit');
  var sources = path.join(root, 'src');
  if (!fs.existsSync(sources)) return;
  if (fs.existsSync(mark) && fs.statSync(mark).mtimeMs >= newest(sources)) return;
  var build = path.join(root, 'tools', 'build.mjs');
  require('child_process').execFileSync(process.execPath, [build], { stdio: ['ignore', 'ignore', 'inherit'] });
}

module.exports = function launch(entry) {
  checkNode();
  if (!fs.existsSync(path.join(root, 'node_modules'))) {
    console.error('Les dépendances ne sont pas installées : lancez d’abord npm ci.');
    process.exit(1);
  }
  buildIfStale();
  require('./import.cjs')(path.join(root, 'dist', entry));
};
