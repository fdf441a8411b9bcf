package io.blockyard.dataiku;

import static io.blockyard.dataiku.Zips.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Zips that are cut off, random or made to do harm; the same for the same seed. */
final class HostileInputs {

    private static final List<String> MALFORMED = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"text\"",
            "{\"a\": }",
            "{\"a\": 1} trailing {",
            "{\"a\": \"\\ud800",
            "{'a': 1}",
            "\u0000\u0000",
            "<html><body>sign in</body></html>",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"a\": " + "9".repeat(100_000) + "}");

    private final Random random;
    private final Path folder;
    private final byte[] whole;

    HostileInputs(long seed, Path folder) throws IOException {
        this.random = new Random(seed);
        this.folder = folder;
        var project = GeneratedProject.write(folder, "WHOLE", 20, 10, 2);
        this.whole = Files.readAllBytes(Zips.export(folder.resolve("whole.zip"), project, "WHOLE"));
    }

    /** A zip that cannot be read without a complaint. */
    Path next() throws IOException {
        var zip = folder.resolve("hostile-" + random.nextInt(Integer.MAX_VALUE) + ".zip");
        switch (random.nextInt(8)) {
            case 0 -> Files.write(zip, Arrays.copyOf(whole, random.nextInt(whole.length - 1)));
            case 1 -> Files.write(zip, noise(random.nextInt(200_000)));
            case 2 -> Files.write(zip, withSignature(noise(1 + random.nextInt(200_000))));
            case 3 -> malformedDocument(zip);
            case 4 -> hostileName(zip);
            case 5 -> bomb(zip);
            case 6 -> twice(zip);
            default -> damaged(zip);
        }
        return zip;
    }

    private void malformedDocument(Path zip) throws IOException {
        var places = List.of(
                "params.json",
                "datasets/d1.json",
                "recipes/r1.json",
                "zones/z1.json",
                "wiki/taxonomy.json",
                "tags.json");
        var entries = new TreeMap<String, byte[]>(Map.of("params.json", bytes("{}")));
        var text = bytes(MALFORMED.get(random.nextInt(MALFORMED.size())));
        entries.put(places.get(random.nextInt(places.size())), text);
        Zips.write(zip, entries);
    }

    private void hostileName(Path zip) throws IOException {
        var names = List.of("../x.json", "/etc/x.json", "datasets/../../x.json", "C:/x.json", "a\\..\\..\\x.json");
        try (var out = new ZipArchiveOutputStream(zip)) {
            put(out, new ZipArchiveEntry("params.json"), bytes("{}"));
            if (random.nextBoolean()) {
                put(out, new ZipArchiveEntry(names.get(random.nextInt(names.size()))), bytes("{}"));
            } else {
                var link = new ZipArchiveEntry("datasets/link.json");
                link.setUnixMode(UnixStat.LINK_FLAG | 0777);
                put(out, link, bytes("../../../../etc/passwd"));
            }
        }
    }

    private void bomb(Path zip) throws IOException {
        var size = (2 + random.nextInt(14)) << 20;
        var content = new byte[size];
        Arrays.fill(content, (byte) ' ');
        Zips.write(zip, Map.of("params.json", bytes("{}"), "lib/python/bomb.py", content));
    }

    private void twice(Path zip) throws IOException {
        try (var out = new ZipArchiveOutputStream(zip)) {
            for (var time = 0; time < 2 + random.nextInt(3); time++) {
                put(out, new ZipArchiveEntry("params.json"), bytes("{\"name\": \"" + time + "\"}"));
            }
        }
    }

    /** Bytes in the middle of a packed file are others. */
    private void damaged(Path zip) throws IOException {
        var code = new byte[50_000];
        random.nextBytes(code);
        for (var at = 0; at < code.length; at++) {
            code[at] = (byte) ('a' + (code[at] & 15));
        }
        Zips.write(zip, Map.of("params.json", bytes("{}"), "lib/python/code.py", code));
        var packed = Files.readAllBytes(zip);
        var at = packed.length / 2;
        packed[at] ^= (byte) (1 << random.nextInt(8));
        packed[at + 1] ^= 0x55;
        Files.write(zip, packed);
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] withSignature(byte[] noise) {
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, noise, 0, Math.min(4, noise.length));
        var end = new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        var whole = Arrays.copyOf(noise, noise.length + end.length);
        System.arraycopy(end, 0, whole, noise.length, end.length);
        return whole;
    }

    private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry, byte[] content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }
}
