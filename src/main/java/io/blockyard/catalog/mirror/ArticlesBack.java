package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.RegistryEntry;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.TreeFile;
import io.blockyard.catalog.mirror.MirrorTable.Written;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.TaskProgress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings in what people wrote in the articles of a copy, merged with what stands here. */
final class ArticlesBack {

    private static final int REVISIONS = 1_000;

    private final Articles articles;
    private final MirrorTable table;

    ArticlesBack(Articles articles, MirrorTable table) {
        this.articles = articles;
        this.table = table;
    }

    /**
     * A text that the catalog did not take.
     *
     * @param written as the article was last written
     * @param text as it stands there now
     */
    record NotTaken(Written written, TreeFile text) {}

    /**
     * @param there what the copy says of itself
     * @return the texts that were not taken in, which nothing should be written over
     */
    Map<BlockId, NotTaken> takeIn(
            Mirror mirror, MirrorTarget target, Optional<RegistryIndex> there, TaskProgress progress) {
        var refused = new HashMap<BlockId, NotTaken>();
        var left = OthersWriting.left(mirror, table, there);
        for (var article : written(mirror, there)) {
            var file = left.contains(article.path()) ? Optional.<byte[]>empty() : target.file(article.path());
            if (file.isEmpty()) {
                continue;
            }
            try {
                takeIn(mirror, target, article, text(file.get()), progress);
            } catch (ProblemException notTaken) {
                refused.put(article.block(), new NotTaken(article, TreeFile.of(file.get())));
                notTaken.problems().forEach(problem -> progress.warn(problem.at(article.path())));
            }
        }
        return refused;
    }

    private void takeIn(Mirror mirror, MirrorTarget target, Written article, String text, TaskProgress progress) {
        if (text.isBlank() || isSame(text, article.base())) {
            return;
        }
        var editor = target.editor(article.path());
        articles.takeIn(
                mirror.actor(),
                article.block(),
                article.base(),
                normal(text),
                "Edited in the mirror " + mirror.name() + (editor.isEmpty() ? "" : " by " + editor));
        progress.say("article of " + article.block() + " edited there");
    }

    /**
     * What stood there when it was last written. Where this mirror wrote nothing yet, as when it was removed and added
     * again, the copy's own list says which revisions it was given.
     */
    private List<Written> written(Mirror mirror, Optional<RegistryIndex> there) {
        var written = table.written(mirror.name());
        var known = written.stream().map(Written::block).collect(Collectors.toSet());
        var others = there.stream()
                .flatMap(index -> index.blocks().stream())
                .filter(entry -> entry.latest() && !known.contains(new BlockId(entry.blockId())))
                .flatMap(entry -> given(entry).stream());
        return Stream.concat(written.stream(), others).toList();
    }

    /** With an empty base when nobody knows any more what it was; empty for a block that is not here. */
    private Optional<Written> given(RegistryEntry entry) {
        var block = new BlockId(entry.blockId());
        List<Articles.Revision> revisions;
        try {
            revisions = articles.history(Actor.system(), block, REVISIONS);
        } catch (ProblemException notHere) {
            return Optional.empty();
        }
        var base = revisions.stream()
                .filter(revision -> revision.writtenAt().toString().equals(entry.articleWrittenAt()))
                .findFirst()
                .map(revision -> articles.revision(Actor.system(), block, revision.revision()));
        return Optional.of(new Written(block, entry.wikiRef(), base.orElse("")));
    }

    /** @throws ProblemException INVALID for what is not UTF-8 */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            throw ProblemException.of(
                    Kind.INVALID, "mirror.not-utf-8", "The page is not written in UTF-8.", "Save it as UTF-8 there.");
        }
    }

    /** Editors and DSS are free with line ends and the last line. */
    private static boolean isSame(String one, String other) {
        return normal(one).stripTrailing().equals(normal(other).stripTrailing());
    }

    static String normal(String text) {
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
