package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The words that an organisation has for things: French terms in English, and English ones that stand for each other.
 * They are believed before those that come with the product. Another node sees a change within a minute.
 */
public class OwnWords implements Supplier<LanguagePacks> {

    private static final int LONGEST = 500_000;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable Known known;

    public OwnWords(DataSource dataSource, TransactionTemplate transaction, Audit audit, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    private record Known(Map<String, String> lines, LanguagePacks packs, Instant until) {}

    /** What comes with the product, and the organisation's own. */
    @Override
    public LanguagePacks get() {
        var now = clock.instant();
        var before = known;
        if (before != null && now.isBefore(before.until())) {
            return before.packs();
        }
        var lines = stored();
        var packs = before != null && before.lines().equals(lines) ? before.packs() : LanguagePacks.with(files(lines));
        known = new Known(lines, packs, now.plus(FRESH));
        return packs;
    }

    /** The lines of a language, as they were written: term, tab, meanings between bars. */
    public String lines(Actor actor, Language language) {
        actor.require(Right.READ);
        return stored().getOrDefault(language.code(), "");
    }

    /** @throws ProblemException INVALID with the number of each line that cannot be read */
    public void write(Actor actor, Language language, String lines) {
        actor.require(Right.ADMINISTER);
        if (lines.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "language.too-long",
                    "The words have " + lines.length() + " characters; " + LONGEST + " are the most.",
                    "Keep the terms that people use.");
        }
        var wrong = LanguagePacks.with(files(Map.of(language.code(), lines))).problems().stream()
                .filter(problem -> problem.path().startsWith(language.code() + "-own"))
                .toList();
        if (!wrong.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.INVALID, List.<Problem>copyOf(wrong));
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from language_pack where language = :language")
                    .param("language", language.code())
                    .update();
            jdbc.sql("insert into language_pack (language, lines, changed_by, changed_at)"
                            + " values (:language, :lines, :by, :at)")
                    .param("language", language.code())
                    .param("lines", lines)
                    .param("by", actor.name())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(actor, "language.write", language.code(), lines.lines().count() + " lines");
        });
        known = null;
    }

    private Map<String, String> stored() {
        var stored = new LinkedHashMap<String, String>();
        jdbc.sql("select language, lines from language_pack order by language")
                .query((row, n) -> Map.entry(row.getString("language"), row.getString("lines")))
                .list()
                .forEach(each -> stored.put(each.getKey(), each.getValue()));
        return stored;
    }

    private static Map<String, List<String>> files(Map<String, String> lines) {
        var files = new LinkedHashMap<String, List<String>>();
        lines.forEach((language, text) -> {
            if (!text.isBlank()) {
                files.put(
                        language + "-own", Objects.requireNonNull(text).lines().toList());
            }
        });
        return files;
    }
}
