package io.blockyard.discovery;

/** Which zones of a project are looked at. */
public enum ZoneChoice {
    /** Those that somebody made; the default zone, which holds the rest, is left out. */
    NAMED,
    /** The default zone, too; in a project without zones that is the whole flow. */
    WITH_DEFAULT;

    /** The default zone's id, whether or not the project wrote one down. */
    public static final String DEFAULT_ZONE = "default";

    /** The choice that a yes or no to the default zone means. */
    public static ZoneChoice withDefault(boolean wanted) {
        return wanted ? WITH_DEFAULT : NAMED;
    }
}
