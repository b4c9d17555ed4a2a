// Stands where npm would put the googleapis package for clasp: that is 200 MB, some three hundred APIs, all loaded at every start. These are the six that clasp calls, from Google's own package of each, loaded when they are called.
const from = (name, load) => (...given) => load()[name](...given);

exports.google = {
  discovery: from('discovery', () => require('@googleapis/discovery')),
  drive: from('drive', () => require('@googleapis/drive')),
  logging: from('logging', () => require('@googleapis/logging')),
  oauth2: from('oauth2', () => require('@googleapis/oauth2')),
  script: from('script', () => require('@googleapis/script')),
  serviceusage: from('serviceusage', () => require('@googleapis/serviceusage')),
};
