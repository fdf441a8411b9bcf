package io.blockyard.search.bench;

import io.blockyard.search.index.BlockText;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Lunr as Backstage's built-in engine uses it, in a Node process; a line of JSON in, a line out. */
final class LunrPeer implements Peer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process node;
    private final BufferedWriter out;
    private final BufferedReader in;

    /** @param modules the folder that holds {@code lunr} */
    LunrPeer(Path nodeBinary, Path modules, Path script) throws IOException {
        var builder = new ProcessBuilder(nodeBinary.toString(), "--max-old-space-size=10000", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("NODE_PATH", modules.toString());
        node = builder.start();
        out = node.outputWriter();
        in = node.inputReader();
    }

    @Override
    public String name() {
        return "Backstage's Lunr";
    }

    @Override
    public int questions(int blocks) {
        return blocks > 50_000 ? 4 : blocks > 5_000 ? 15 : 60;
    }

    @Override
    public void fill(Stream<BlockText> blocks) throws IOException {
        blocks.forEach(text -> {
            var manifest = text.block().manifest();
            try {
                send(Map.of(
                        "location", manifest.id().value(),
                        "title", manifest.name(),
                        "tags", String.join(" ", manifest.tags()),
                        "text", manifest.description() + " " + text.article()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        send(Map.of("build", true));
        out.flush();
        answer();
    }

    @Override
    public double ask(String question) throws IOException {
        long start = System.nanoTime();
        send(Map.of("ask", question));
        out.flush();
        answer();
        return (System.nanoTime() - start) / 1e6;
    }

    private void send(Map<String, Object> line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.newLine();
    }

    private void answer() throws IOException {
        if (in.readLine() == null) {
            throw new EOFException("Node ended before it answered.");
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!node.waitFor(5, TimeUnit.SECONDS)) {
                node.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
