// Reads values, a line each, and answers how Java prints them.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.*;

public class Print {
    static Iterator<String> words;
    static boolean classes;

    /** As Lombok and Kotlin write toString of a class. */
    record Model(String name, Map<String, Object> fields) {
        @Override
        public String toString() {
            StringJoiner joined = new StringJoiner(", ", name + "(", ")");
            fields.forEach((field, value) -> joined.add(field + "=" + value));
            return joined.toString();
        }
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String text(String hex) {
        return new String(bytes(hex), StandardCharsets.UTF_8);
    }

    static Object value() {
        String word = words.next();
        String rest = word.substring(1);
        switch (word.charAt(0)) {
            case 'N': return null;
            case 'T': return true;
            case 'F': return false;
            case 'I': return Long.parseLong(rest);
            case 'S': return Long.parseLong(rest) / 1000.0;
            case 'D': return Instant.ofEpochMilli(Long.parseLong(rest));
            case 'X': return text(rest);
            // What both print of an array in a field.
            case 'B': return Arrays.toString(bytes(rest));
            case 'L': {
                List<Object> list = new ArrayList<>();
                for (int left = Integer.parseInt(rest); left > 0; left--) list.add(value());
                return list;
            }
            default: {
                String name = text(words.next());
                Map<String, Object> map = new LinkedHashMap<>();
                for (int left = Integer.parseInt(rest); left > 0; left--) {
                    String field = text(words.next());
                    map.put(field, value());
                }
                return classes ? new Model(name, map) : map;
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            words = List.of(line.split(" ")).iterator();
            classes = text(words.next()).equals("Lombok");
            System.out.println(HexFormat.of().formatHex(value().toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
