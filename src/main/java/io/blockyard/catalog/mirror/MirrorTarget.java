package io.blockyard.catalog.mirror;

import io.blockyard.catalog.TreeFile;
import io.blockyard.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One kind of place, opened for one copying: first read, then written. */
interface MirrorTarget extends AutoCloseable {

    /** Why a file is not read. */
    enum Skipped {
        TOO_LARGE,
        NO_PLAIN_FILE
    }

    /** What stands there now at a path of the tree. */
    Optional<byte[]> file(String path);

    /** Whether something stands there at a path of the tree, without reading it where that can be told. */
    boolean holds(String path);

    /** Whether this place itself knows that what stands there was written from here. */
    default boolean made(String path) {
        return false;
    }

    /**
     * What stands there below a folder of attachments, by the files' names.
     *
     * @param folder a path of the tree, such as {@code Wiki/_ATTACHMENTS/PUMPS}
     * @param largest of one file, in bytes, where the place says so before it is read
     * @param skipped told the names of those that are not read; links are not followed
     */
    Map<String, byte[]> attachments(String folder, long largest, BiConsumer<String, Skipped> skipped);

    /** Who last changed the text at a path, as far as the place knows; else empty. */
    default String editor(String path) {
        return "";
    }

    /**
     * Makes the place hold this tree; pages that people added stay.
     *
     * @param kept paths that stay as they stand there, also when the tree has no such path any more
     * @param warn told of what the place does not take
     * @return what it is now, such as a commit's id; empty when somebody else wrote meanwhile and it has to be read again
     */
    Optional<String> write(
            SortedMap<String, TreeFile> tree, Predicate<String> kept, ChangeMessage message, Consumer<Problem> warn);

    @Override
    default void close() {}
}
