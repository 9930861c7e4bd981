# Reads values, a line each, and answers how Ruby prints them.
require 'time'

def text(hex)
  [hex].pack('H*').force_encoding('UTF-8')
end

def value(words)
  word = words.shift
  rest = word[1..]
  case word[0]
  when 'N' then nil
  when 'T' then true
  when 'F' then false
  when 'I' then rest.to_i
  when 'S' then rest.to_i / 1000.0
  when 'D' then Time.at(rest.to_i / 1000, rest.to_i % 1000, :millisecond).utc
  when 'X' then text(rest)
  when 'B' then [rest].pack('H*')
  when 'L' then Array.new(rest.to_i) { value(words) }
  else
    words.shift
    Array.new(rest.to_i) do
      name = text(words.shift)
      [word[0] == 'O' ? name.to_sym : name, value(words)]
    end.to_h
  end
end

$stdin.each_line do |line|
  words = line.split
  words.shift
  puts value(words).inspect.unpack1('H*')
end
