# Reads values, a line each, and answers how Elixir prints them.
defmodule Print do
  def value([word | words]) do
    {kind, rest} = String.split_at(word, 1)

    case kind do
      "N" -> {nil, words}
      "T" -> {true, words}
      "F" -> {false, words}
      "I" -> {String.to_integer(rest), words}
      "S" -> {String.to_integer(rest) / 1000, words}
      "D" -> {DateTime.from_unix!(String.to_integer(rest), :millisecond), words}
      _ when kind in ["X", "B"] -> {Base.decode16!(rest, case: :lower), words}
      "L" -> items(String.to_integer(rest), words, [])
      _ -> fields(kind, String.to_integer(rest), tl(words), %{})
    end
  end

  defp items(0, words, items), do: {Enum.reverse(items), words}

  defp items(left, words, items) do
    {item, words} = value(words)
    items(left - 1, words, [item | items])
  end

  defp fields(_, 0, words, map), do: {map, words}

  defp fields(kind, left, [name | words], map) do
    name = Base.decode16!(name, case: :lower)
    name = if kind == "O", do: String.to_atom(name), else: name
    {value, words} = value(words)
    fields(kind, left - 1, words, Map.put(map, name, value))
  end
end

for line <- IO.stream(:stdio, :line) do
  [notation | words] = String.split(line)
  {value, []} = Print.value(words)
  limit = if Base.decode16!(notation, case: :lower) == "Elixir", do: :infinity, else: 50
  IO.puts(Base.encode16(inspect(value, limit: limit, printable_limit: :infinity), case: :lower))
end
