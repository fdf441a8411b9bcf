package io.blockyard.catalog.mirror;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.access.Actor;
import io.blockyard.problem.ProblemException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place that the registry is copied to.
 *
 * @param folder on the server's disk: of a folder, or of a bare repository; empty for one below the data folder
 * @param source a source's name: the repository that is pushed to, or the instance; empty for a repository without a
 *     remote and for a folder
 * @param projectKey of the project on the instance; else empty
 * @param mirroredAt when it was last written; null for never
 * @param state what the last writing made, such as a commit's id; empty before
 */
public record Mirror(
        String name,
        Kind kind,
        String folder,
        String source,
        String projectKey,
        @Nullable Instant mirroredAt,
        String state) {

    private static final int LONGEST_ACTOR = 64;

    /** Who brings in what people changed in the copy: no name of a person, whatever a copy says of its authors. */
    Actor actor() {
        var actor = "mirror " + name;
        return new Actor(
                actor.substring(0, Math.min(LONGEST_ACTOR, actor.length())),
                Actor.system().roles(),
                Actor.system().via());
    }

    /** What sort of place. */
    public enum Kind {
        /** Files in a folder on the server's disk. */
        FOLDER,
        /** One commit for each change; pushed when it has a remote. */
        GIT,
        /** The wiki, the library and a managed folder of a DSS project. */
        DSS,
        /** The local registry of a crawled project, in that project, when its owner allows it. */
        LOCAL;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws ProblemException INVALID for another word */
        @JsonCreator
        public static Kind ofWire(String wire) {
            for (var kind : values()) {
                if (kind.wire().equals(wire.strip().toLowerCase(Locale.ROOT))) {
                    return kind;
                }
            }
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "mirror.kind",
                    "\u201c" + wire + "\u201d is no kind of mirror.",
                    "Say folder, git, dss or local.");
        }
    }
}
