package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.catalog.RegistryImport;
import io.blockyard.catalog.RegistryImport.Imported;
import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** The places that the registry is copied to, as an administrator names them. */
public class Mirrors {

    /** The kind of the task that writes a mirror; its subject is the mirror's name. */
    public static final String TASK_KIND = MirrorTask.KIND;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_]{1,255}");
    private static final int LOOKED_AT = 200;

    private final MirrorTable table;
    private final MirrorTargets targets;
    private final RegistryImport imports;
    private final Sources sources;
    private final Tasks tasks;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Mirrors(
            MirrorTable table,
            MirrorTargets targets,
            RegistryImport imports,
            Sources sources,
            Tasks tasks,
            Audit audit,
            TransactionTemplate transaction) {
        this.table = table;
        this.targets = targets;
        this.imports = imports;
        this.sources = sources;
        this.tasks = tasks;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** By name. */
    public List<Mirror> all(Actor actor) {
        actor.require(Right.ADMINISTER);
        return table.all();
    }

    /** @throws ProblemException NOT_FOUND */
    public Mirror find(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        return table.find(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "mirror.not-found",
                        "There is no mirror \u201c" + name + "\u201d.",
                        "The list of mirrors names those there are."));
    }

    /** Where it stands, such as a folder on the server, from which people clone a repository, or a source and a project. */
    public String place(Actor actor, Mirror mirror) {
        actor.require(Right.ADMINISTER);
        return Stream.of(targets.onDisk(mirror).map(Path::toString).orElse(""), mirror.source(), mirror.projectKey())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" \u00b7 "));
    }

    /** The newest writing of a mirror, running or over. */
    public Optional<TaskRun> lastRun(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        return tasks.recent(MirrorTask.KIND, LOOKED_AT).stream()
                .filter(run -> run.subject().equals(name))
                .findFirst();
    }

    /**
     * Names a place, and writes to it in the background.
     *
     * @param folder see {@link Mirror#folder()}
     * @param source see {@link Mirror#source()}
     * @throws ProblemException INVALID for what does not fit its kind, NOT_FOUND without such a source, CONFLICT for a
     *     name that is taken
     */
    public Mirror add(Actor actor, String name, Kind kind, String folder, String source, String projectKey) {
        actor.require(Right.ADMINISTER);
        var mirror = new Mirror(name.strip(), kind, folder.strip(), source.strip(), projectKey.strip(), null, "");
        check(actor, mirror);
        try {
            transaction.executeWithoutResult(status -> {
                table.insert(mirror);
                audit.record(actor, "mirror.add", mirror.name(), kind.wire());
            });
        } catch (DuplicateKeyException taken) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "mirror.name-taken",
                    "There is a mirror \u201c" + mirror.name() + "\u201d already.",
                    "Choose another name.");
        }
        submit(mirror, actor.name());
        return mirror;
    }

    /** Forgets a mirror; what was written stays where it is. */
    public void remove(Actor actor, String name) {
        find(actor, name);
        transaction.executeWithoutResult(status -> {
            table.delete(name);
            audit.record(actor, "mirror.remove", name, "");
        });
    }

    /** Reads and writes a mirror now, as a task. */
    public TaskRun run(Actor actor, String name) {
        return submit(find(actor, name), actor.name());
    }

    /**
     * Adds to the catalog what a mirror holds and the catalog lacks.
     *
     * @throws ProblemException as {@link RegistryImport#read}; INVALID for a project's local registry, which is no whole
     *     one; CONFLICT when the mirror was written while it was read
     */
    public Imported importFrom(Actor actor, String name) {
        var mirror = find(actor, name);
        if (mirror.kind() == Kind.LOCAL) {
            throw invalid("The local registry of a project holds no bundles.", "Crawl the project.");
        }
        try (var target = targets.open(mirror)) {
            var index = target.file(MirrorTask.INDEX);
            return imports.read(
                    actor,
                    path -> path.equals(MirrorTask.INDEX) ? index : target.file(path),
                    () -> requireUnchanged(mirror, target, index.orElse(new byte[0])));
        }
    }

    /** An opened repository stays as it was; elsewhere the index is written last. */
    private void requireUnchanged(Mirror mirror, MirrorTarget target, byte[] index) {
        boolean moved = isRunning(mirror.name())
                || !Arrays.equals(index, target.file(MirrorTask.INDEX).orElse(null));
        if (mirror.kind() != Kind.GIT && moved) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "mirror.being-written",
                    "The mirror \u201c" + mirror.name() + "\u201d is being written.",
                    "Try again when it is done.");
        }
    }

    private boolean isRunning(String name) {
        return tasks.recent(MirrorTask.KIND, LOOKED_AT).stream()
                .anyMatch(run -> run.subject().equals(name) && run.status() == TaskStatus.RUNNING);
    }

    /** After a change of the catalog: every mirror that does not wait for its turn already. */
    void runAll() {
        var waiting = tasks.recent(MirrorTask.KIND, LOOKED_AT).stream()
                .filter(run -> run.status() == TaskStatus.QUEUED)
                .map(TaskRun::subject)
                .toList();
        table.all().stream()
                .filter(mirror -> !waiting.contains(mirror.name()))
                .forEach(mirror -> submit(mirror, Actor.system().name()));
    }

    private TaskRun submit(Mirror mirror, String by) {
        return tasks.submit(MirrorTask.KIND, mirror.name(), "mirror:" + mirror.name(), mirror.name(), by);
    }

    private void check(Actor actor, Mirror mirror) {
        if (!NAME.matcher(mirror.name()).matches()) {
            throw invalid(
                    "\u201c" + mirror.name() + "\u201d cannot be a mirror's name.",
                    "Use letters, digits, _, . and -, at most 64.");
        }
        switch (mirror.kind()) {
            case FOLDER -> {
                if (mirror.folder().isEmpty()) {
                    throw invalid("A folder mirror needs its folder.", "Name a folder on the server's disk.");
                }
            }
            case GIT -> {
                if (!mirror.source().isEmpty()) {
                    sources.find(actor, mirror.source());
                    sources.remote(mirror.source());
                }
            }
            case DSS, LOCAL -> {
                if (!PROJECT.matcher(mirror.projectKey()).matches()) {
                    throw invalid(
                            "A mirror on an instance needs a project's key.",
                            "Name the project, such as BLOCKS_REGISTRY.");
                }
                sources.instance(mirror.source());
            }
        }
    }

    private static ProblemException invalid(String message, String remedy) {
        return ProblemException.of(ProblemException.Kind.INVALID, "mirror.invalid", message, remedy);
    }
}
