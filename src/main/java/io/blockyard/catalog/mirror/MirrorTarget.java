package io.blockyard.catalog.mirror;

import io.blockyard.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** One kind of place, opened for one copying: first read, then written. */
interface MirrorTarget extends AutoCloseable {

    /** What stands there now at a path of the tree. */
    Optional<byte[]> file(String path);

    /**
     * What stands there below a folder of attachments, by the files' names.
     *
     * @param folder a path of the tree, such as {@code Wiki/_ATTACHMENTS/PUMPS}
     */
    Map<String, byte[]> attachments(String folder);

    /** Who last changed the text at a path, as far as the place knows; else empty. */
    default String editor(String path) {
        return "";
    }

    /**
     * Makes the place hold this tree; pages that people added stay.
     *
     * @param warn told of what the place does not take
     * @return what it is now, such as a commit's id; empty when somebody else wrote meanwhile and it has to be read again
     */
    Optional<String> write(SortedMap<String, byte[]> tree, ChangeMessage message, Consumer<Problem> warn);

    @Override
    default void close() {}
}
