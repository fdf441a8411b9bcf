package io.blockyard.iac.config;

/**
 * Where a value stands.
 *
 * @param path in the configuration as a whole, such as {@code blocks[0].extends[1].recipe}
 * @param line 1-based, in {@code file}; for a value that came through an alias, where the anchor stands
 * @param column 1-based
 */
public record Place(String file, String path, int line, int column) {

    /** The value below a key of this mapping, as long as nobody knows better where it stands. */
    public Place key(String key) {
        return new Place(file, path.isEmpty() ? key : path + "." + key, line, column);
    }

    /** The element of this list. */
    public Place index(int index) {
        return new Place(file, path + "[" + index + "]", line, column);
    }
}
