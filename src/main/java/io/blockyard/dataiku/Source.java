package io.blockyard.dataiku;

/**
 * A place that an administrator has named, from which projects are read.
 *
 * @param name such as {@code sandbox}
 * @param builtIn whether it is the portal's own sandbox, whose address and key follow the running server
 * @param hasSecret whether a key, token or password is kept for it
 */
public record Source(String name, Origin origin, boolean builtIn, boolean hasSecret) {

    /** Whether projects can be written there, too. */
    public boolean isInstance() {
        return origin.kind() == Origin.Kind.DSS;
    }
}
