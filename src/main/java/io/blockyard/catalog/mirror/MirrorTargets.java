package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.TreeFile;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;

/** Opens mirrors, and says which tree each of them holds. */
final class MirrorTargets {

    /** The variable of a project with which its owner allows its local registry to be written into it. */
    static final String CONSENT = "blockyard_registry";

    private static final String ALLOWED = "allow";

    private final Path data;
    private final Sources sources;
    private final RegistryTree registry;
    private final LocalRegistry local;
    private final MirrorTable table;
    private final Clock clock;

    MirrorTargets(
            Path data, Sources sources, RegistryTree registry, LocalRegistry local, MirrorTable table, Clock clock) {
        this.data = data;
        this.sources = sources;
        this.registry = registry;
        this.local = local;
        this.table = table;
        this.clock = clock;
    }

    /** @throws ProblemException REMOTE or SETTINGS when the place does not answer or refuses us */
    MirrorTarget open(Mirror mirror) {
        return switch (mirror.kind()) {
            case FOLDER -> new FolderMirror(mirror.name(), folder(mirror, ""), table);
            case GIT ->
                GitMirror.open(
                        folder(mirror, ".git"),
                        mirror.source().isEmpty() ? null : sources.remote(mirror.source()),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
            case DSS -> new ProjectMirror(mirror.name(), registryProject(mirror), table, MirrorTask.index(mirror));
            case LOCAL -> new ProjectMirror(mirror.name(), sourceProject(mirror), table, MirrorTask.index(mirror));
        };
    }

    SortedMap<String, TreeFile> tree(Mirror mirror) {
        return switch (mirror.kind()) {
            case FOLDER, GIT, DSS -> registry.files(Actor.system());
            case LOCAL -> local.files(Actor.system(), mirror.projectKey());
        };
    }

    /** Where the server keeps it; empty for what stands on an instance only. */
    Optional<Path> onDisk(Mirror mirror) {
        return switch (mirror.kind()) {
            case FOLDER -> Optional.of(folder(mirror, ""));
            case GIT -> Optional.of(folder(mirror, ".git"));
            case DSS, LOCAL -> Optional.empty();
        };
    }

    private Path folder(Mirror mirror, String ending) {
        return mirror.folder().isEmpty()
                ? data.resolve("mirrors").resolve(mirror.name() + ending)
                : Path.of(mirror.folder()).toAbsolutePath().normalize();
    }

    private DssProject registryProject(Mirror mirror) {
        var instance = sources.instance(mirror.source());
        return instance.hasProject(mirror.projectKey())
                ? instance.project(mirror.projectKey())
                : instance.createProject(
                        mirror.projectKey(), "Blocks registry", "Reusable blocks of this organisation's projects");
    }

    /** Somebody who may change the project's variables has to say that we may write into it. */
    private DssProject sourceProject(Mirror mirror) {
        var project = sources.instance(mirror.source()).project(mirror.projectKey());
        var consent = project.variables().path("standard").path(CONSENT).asString("");
        if (!consent.equals(ALLOWED)) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "mirror.no-consent",
                    "The owner of " + mirror.projectKey() + " has not allowed to write into it.",
                    "Let them set the project variable \"" + CONSENT + "\" to \"" + ALLOWED + "\" in DSS.");
        }
        return project;
    }
}
