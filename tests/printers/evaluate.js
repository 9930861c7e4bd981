// Reads sources, a line each, and answers what they hold, as JSON.
'use strict'

const answers = []
for (const line of require('fs').readFileSync(0, 'utf8').trimEnd().split('\n')) {
  const source = Buffer.from(line, 'hex').toString()
  // Without its types, TypeScript is JavaScript.
  const value = source.replace(/^const input: \w+ = /, 'module.exports = ')
  const module = { exports: null }
  new Function('module', value)(module)
  answers.push(Buffer.from(JSON.stringify(module.exports, null, 2)).toString('hex'))
}
process.stdout.write(answers.join('\n') + '\n')
