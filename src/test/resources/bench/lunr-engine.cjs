// Builds and asks Lunr the way Backstage's built-in search engine does: every field indexed, positions kept, and each
// word looked for as it is, as a beginning, and with two letters wrong.
const lunr = require('lunr');
const lines = require('readline').createInterface({ input: process.stdin });

const builder = new lunr.Builder();
builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
builder.searchPipeline.add(lunr.stemmer);
builder.metadataWhitelist = ['position'];
builder.ref('location');
['location', 'title', 'tags', 'text'].forEach((field) => builder.field(field));
let index;

lines.on('line', (line) => {
  const asked = JSON.parse(line);
  if (asked.build) {
    index = builder.build();
    console.log('built');
  } else if (asked.ask) {
    const words = lunr.tokenizer(asked.ask);
    const found = index.query((query) => {
      query.term(words, { usePipeline: true, boost: 100 });
      query.term(words, { usePipeline: false, boost: 10, wildcard: lunr.Query.wildcard.TRAILING });
      query.term(words, { usePipeline: false, boost: 1, editDistance: 2 });
    });
    console.log(JSON.stringify(found.slice(0, 20).map((hit) => hit.ref)));
  } else {
    builder.add(asked);
  }
});
