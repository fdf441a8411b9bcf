package io.blockyard.dataiku;

import java.io.IOException;
import java.util.SortedMap;

/** Files that lie somewhere and are not unpacked: the entries of a zip, or one commit of a git repository. */
interface FileTree {

    /** How the place is called in a sentence, such as {@code the zip pumps.zip}. */
    String called();

    /** All regular files by their path, which is relative, clean and uses {@code /}. */
    SortedMap<String, Content> files();

    /** A file's content. */
    interface Content {

        /** In bytes, as the place says it; reading more than this fails. */
        long size();

        byte[] bytes() throws IOException;
    }
}
