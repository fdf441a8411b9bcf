package io.blockyard.search.bench;

import io.blockyard.search.index.BlockText;
import java.io.IOException;
import java.util.stream.Stream;

/** Another engine on the same blocks. */
interface Peer extends AutoCloseable {

    String name();

    /** How many questions it is asked at most; slow ones are asked fewer. */
    int questions(int blocks);

    /** Indexes everything. */
    void fill(Stream<BlockText> blocks) throws IOException;

    /** Milliseconds for the first twenty of a question's hits. */
    double ask(String question) throws IOException;

    @Override
    void close() throws IOException;
}
