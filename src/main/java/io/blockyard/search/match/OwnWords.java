package io.blockyard.search.match;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.language.Language;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * A term and what it means, the best first.
     *
     * @param meanings at least one
     */
    public record Entry(String term, List<String> meanings) {

        public Entry {
            term = term.strip();
            meanings = meanings.stream()
                    .map(String::strip)
                    .filter(meaning -> !meaning.isEmpty())
                    .distinct()
                    .toList();
        }

        String line() {
            return term + "\t" + String.join("|", meanings);
        }

        static Optional<Entry> read(String line) {
            var parts = line.split("\t", -1);
            return line.startsWith("#") || parts.length != 2
                    ? Optional.empty()
                    : Optional.of(new Entry(parts[0], List.of(parts[1].split("\\|"))));
        }
    }

    /** The terms of a language, as they were written. */
    public List<Entry> entries(Actor actor, Language language) {
        return lines(actor, language)
                .lines()
                .flatMap(line -> Entry.read(line).stream())
                .toList();
    }

    /**
     * Adds a term, or says anew what one means; case and accents make no other term.
     *
     * @throws ProblemException INVALID for a term or meanings that one line cannot hold
     */
    public void put(Actor actor, Language language, Entry entry) {
        actor.require(Right.ADMINISTER);
        boolean plain = Stream.concat(Stream.of(entry.term()), entry.meanings().stream())
                .allMatch(text -> !text.isEmpty() && text.chars().noneMatch(c -> c < ' ' || c == '|'));
        if (!plain || entry.term().startsWith("#") || entry.meanings().isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "language.entry",
                    "A term and each of its meanings are words, without bars, tabs or line breaks.",
                    "Write the term and at least one meaning.");
        }
        if (entry.meanings().size() > LanguagePacks.MOST_MEANINGS) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "language.meanings",
                    "The term has " + entry.meanings().size() + " meanings; " + LanguagePacks.MOST_MEANINGS
                            + " are the most.",
                    "Keep those that blocks use.");
        }
        change(actor, language, lines -> with(lines, entry));
    }

    /** @throws ProblemException NOT_FOUND when there is no such term */
    public void remove(Actor actor, Language language, String term) {
        actor.require(Right.ADMINISTER);
        change(actor, language, lines -> {
            if (place(lines.lines().toList(), term) < 0) {
                throw ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "language.no-term",
                        "There is no term \u201c" + term + "\u201d among your own words.",
                        "List them to see how it is written.");
            }
            return without(lines, term);
        });
    }

    /** Lines as {@link #put} leaves them: the term stands where it stood, a new one at the end. */
    public static String with(String lines, Entry entry) {
        var all = new ArrayList<>(lines.lines().toList());
        int at = place(all, entry.term());
        if (at < 0) {
            all.add(entry.line());
        } else {
            all.set(at, entry.line());
        }
        return joined(all);
    }

    /** Lines as {@link #remove} leaves them; the same when the term is not among them. */
    public static String without(String lines, String term) {
        var all = new ArrayList<>(lines.lines().toList());
        int at = place(all, term);
        if (at < 0) {
            return lines;
        }
        all.remove(at);
        return joined(all);
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static int place(List<String> lines, String term) {
        var wanted = Words.fold(term);
        return IntStream.range(0, lines.size())
                .filter(at -> Entry.read(lines.get(at))
                        .filter(entry -> Words.fold(entry.term()).equals(wanted))
                        .isPresent())
                .findFirst()
                .orElse(-1);
    }

    /** Nobody else changes the language meanwhile. */
    private void change(Actor actor, Language language, UnaryOperator<String> edit) {
        transaction.executeWithoutResult(status -> replace(actor, language, edit.apply(locked(language))));
        known = null;
    }

    /**
     * Writes all terms of a language anew, whatever they were.
     *
     * @throws ProblemException INVALID with the number of each line that cannot be read
     */
    public void write(Actor actor, Language language, String lines) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            locked(language);
            replace(actor, language, lines);
        });
        known = null;
    }

    /**
     * The same for somebody who has them before their eyes.
     *
     * @param seen the lines as they were when their changing began
     * @throws ProblemException INVALID as {@link #write}; CONFLICT when somebody else changed them since
     */
    public void write(Actor actor, Language language, String seen, String lines) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            if (!locked(language).equals(seen)) {
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "language.changed",
                        "Somebody changed these words since you began.",
                        "Copy what you wrote, load the page again, and put it in there.");
            }
            replace(actor, language, lines);
        });
        known = null;
    }

    /** What is stored; until the transaction ends nobody else writes. */
    private String locked(Language language) {
        // there has to be a row to wait for, also for the first word of all
        jdbc.sql("insert into language_pack (language, lines, changed_by, changed_at) values (:language, '', '', :at)"
                        + " on conflict do nothing")
                .param("language", language.code())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select lines from language_pack where language = :language for update")
                .param("language", language.code())
                .query(String.class)
                .single();
    }

    private void replace(Actor actor, Language language, String lines) {
        if (lines.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "language.too-long",
                    "The words have " + lines.length() + " characters; " + LONGEST + " are the most.",
                    "Keep the terms that people use.");
        }
        var wrong =
                LanguagePacks.problemsIn(language.code() + "-own", lines.lines().toList());
        if (!wrong.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.INVALID, wrong);
        }
        jdbc.sql(
                        "update language_pack set lines = :lines, changed_by = :by, changed_at = :at where language = :language")
                .param("language", language.code())
                .param("lines", lines)
                .param("by", actor.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(actor, "language.write", language.code(), lines.lines().count() + " lines");
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
