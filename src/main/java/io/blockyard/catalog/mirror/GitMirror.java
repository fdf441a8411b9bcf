package io.blockyard.catalog.mirror;

import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.TreeFile;
import io.blockyard.dataiku.GitRemote;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * The tree in a bare repository, one commit for each change. With a remote, what stands there comes first and the commit
 * is pushed; without one, people clone and push to the repository itself.
 */
final class GitMirror implements MirrorTarget {

    private static final String USUAL_BRANCH = "main";
    private static final String SELF = "Blockyard";

    private final Repository repository;
    private final @Nullable GitRemote remote;
    private final String branch;
    private final @Nullable ObjectId head;
    private final Instant now;

    private GitMirror(
            Repository repository, @Nullable GitRemote remote, String branch, @Nullable ObjectId head, Instant now) {
        this.repository = repository;
        this.remote = remote;
        this.branch = branch;
        this.head = head;
        this.now = now;
    }

    static GitMirror open(Path folder, @Nullable GitRemote remote, Instant now) {
        var branch = remote == null ? USUAL_BRANCH : remote.branch();
        try {
            var repository = new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.toFile())
                    .build();
            if (!Files.exists(folder.resolve(Constants.HEAD))) {
                repository.create(true);
                repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
            }
            var head = remote == null
                    ? repository.resolve(Constants.R_HEADS + branch)
                    : remote.fetch(repository).orElse(null);
            return new GitMirror(repository, remote, branch, head, now);
        } catch (IOException broken) {
            throw broken(folder, broken);
        }
    }

    @Override
    public String editor(String path) {
        if (head == null) {
            return "";
        }
        try (var git = new Git(repository)) {
            var commits =
                    git.log().add(head).addPath(path).setMaxCount(1).call().iterator();
            return commits.hasNext() ? commits.next().getAuthorIdent().getName() : "";
        } catch (GitAPIException | IOException broken) {
            return "";
        }
    }

    @Override
    public Optional<String> write(
            SortedMap<String, TreeFile> tree, Predicate<String> kept, ChangeMessage message, Consumer<Problem> warn) {
        try (var inserter = repository.newObjectInserter()) {
            var root = insert(tree, kept, inserter);
            if (head != null && root.equals(tree(head))) {
                return Optional.of(head.abbreviate(12).name());
            }
            var commit = new CommitBuilder();
            commit.setTreeId(root);
            if (head != null) {
                commit.setParentId(head);
            }
            commit.setAuthor(person(message.author()));
            commit.setCommitter(person(SELF));
            commit.setMessage(message.text());
            var id = inserter.insert(commit);
            inserter.flush();
            if (remote != null && !remote.push(repository, id)) {
                return Optional.empty();
            }
            return moveTo(id) ? Optional.of(id.abbreviate(12).name()) : Optional.empty();
        } catch (IOException broken) {
            throw broken(repository.getDirectory().toPath(), broken);
        }
    }

    /** Whether the branch stood where it was read. */
    private boolean moveTo(ObjectId commit) throws IOException {
        var update = repository.updateRef(Constants.R_HEADS + branch);
        update.setNewObjectId(commit);
        if (remote != null) {
            update.setForceUpdate(true);
        } else {
            update.setExpectedOldObjectId(head == null ? ObjectId.zeroId() : head);
        }
        update.setRefLogMessage("mirror", false);
        var result = update.update();
        return Set.of(
                        RefUpdate.Result.NEW,
                        RefUpdate.Result.FAST_FORWARD,
                        RefUpdate.Result.FORCED,
                        RefUpdate.Result.NO_CHANGE)
                .contains(result);
    }

    /** The commit's tree: what stands there, with the registry's own files as they are now. */
    private ObjectId insert(SortedMap<String, TreeFile> tree, Predicate<String> kept, ObjectInserter inserter)
            throws IOException {
        var obsolete = RegistryTree.obsolete(file(MirrorTask.INDEX).orElse(null), tree.keySet());
        var cache = DirCache.newInCore();
        var builder = cache.builder();
        if (head != null) {
            try (var walk = new TreeWalk(repository)) {
                walk.addTree(tree(head));
                walk.setRecursive(true);
                while (walk.next()) {
                    var path = walk.getPathString();
                    if (kept.test(path) || (!tree.containsKey(path) && !obsolete.contains(path))) {
                        builder.add(entry(path, walk.getFileMode(0), walk.getObjectId(0)));
                    }
                }
            }
        }
        for (var file : tree.entrySet()) {
            if (!kept.test(file.getKey())) {
                var blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().bytes());
                builder.add(entry(file.getKey(), FileMode.REGULAR_FILE, blob));
            }
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    private static DirCacheEntry entry(String path, FileMode mode, ObjectId id) {
        var entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(id);
        return entry;
    }

    private ObjectId tree(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().getId();
        }
    }

    @Override
    public Optional<byte[]> file(String path) {
        if (head == null) {
            return Optional.empty();
        }
        try (var walk = TreeWalk.forPath(repository, path, tree(head))) {
            return walk == null
                    ? Optional.empty()
                    : Optional.of(repository.open(walk.getObjectId(0)).getBytes());
        } catch (IOException broken) {
            throw broken(repository.getDirectory().toPath(), broken);
        }
    }

    @Override
    public boolean holds(String path) {
        return file(path).isPresent();
    }

    @Override
    public Map<String, byte[]> attachments(String folder, long largest, BiConsumer<String, Skipped> skipped) {
        var contents = new TreeMap<String, byte[]>();
        if (head == null) {
            return contents;
        }
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(tree(head));
            walk.setRecursive(true);
            walk.setFilter(PathFilter.create(folder));
            while (walk.next()) {
                var attached = AttachedPath.of(walk.getPathString());
                if (attached.isPresent()) {
                    var name = attached.get().name();
                    if ((walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                        skipped.accept(name, Skipped.NO_PLAIN_FILE);
                        continue;
                    }
                    var content = repository.open(walk.getObjectId(0));
                    if (content.getSize() > largest) {
                        skipped.accept(name, Skipped.TOO_LARGE);
                    } else {
                        contents.put(name, content.getBytes());
                    }
                }
            }
            return contents;
        } catch (IOException broken) {
            throw broken(repository.getDirectory().toPath(), broken);
        }
    }

    private PersonIdent person(String name) {
        var mail = name.replaceAll("[^A-Za-z0-9._-]", "-") + "@blockyard";
        return new PersonIdent(name, mail, now, ZoneOffset.UTC);
    }

    private static ProblemException broken(Path folder, IOException cause) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(
                        "mirror.broken-repository",
                        "The repository " + folder + " cannot be used: " + cause.getMessage() + ".",
                        "Repair it, or move it away so that it is made anew."),
                cause);
    }

    @Override
    public void close() {
        repository.close();
    }
}
