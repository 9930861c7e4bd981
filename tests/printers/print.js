// Reads values, a line each, and answers how Node prints them.
'use strict'
const { inspect } = require('util')

const text = (hex) => Buffer.from(hex, 'hex').toString()
let typed = false

function value(words) {
  const [kind, rest] = [words[0][0], words.shift().slice(1)]
  switch (kind) {
    case 'N': return null
    case 'T': return true
    case 'F': return false
    case 'I': return Number(rest)
    case 'S': return Number(rest) / 1000
    case 'D': return new Date(Number(rest))
    case 'X': return text(rest)
    case 'B': return typed ? Uint8Array.from(Buffer.from(rest, 'hex')) : Buffer.from(rest, 'hex')
    case 'L': return Array.from({ length: Number(rest) }, () => value(words))
    default: {
      words.shift()
      const map = {}
      for (let left = Number(rest); left > 0; left--) {
        const name = text(words.shift())
        map[name] = value(words)
      }
      return map
    }
  }
}

const print = {
  'Node': (it) => inspect(it, { depth: null }),
  'Node with Uint8Arrays': (it) => inspect(it, { depth: null }),
  'Node on one line': (it) => inspect(it, { depth: null, breakLength: Infinity }),
  'Node, two levels': (it) => inspect(it),
  'Node, two levels of an event': (it) => inspect(it),
  'Node, two levels, Uint8Arrays': (it) => inspect(it),
  'json': (it) => JSON.stringify(it),
  'json over lines': (it) => JSON.stringify(it, null, 2),
  'json with Buffers': (it) => JSON.stringify(it, null, 2),
  'json with Uint8Arrays': (it) => JSON.stringify(it, null, 2),
}

const answers = []
for (const line of require('fs').readFileSync(0, 'utf8').trimEnd().split('\n')) {
  const words = line.split(' ')
  const notation = text(words.shift())
  typed = notation.includes('Uint8Arrays')
  answers.push(Buffer.from(print[notation](value(words))).toString('hex'))
}
process.stdout.write(answers.join('\n') + '\n')
