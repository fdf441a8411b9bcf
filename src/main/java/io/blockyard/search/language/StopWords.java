package io.blockyard.search.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that say nothing of what a text is about; folded. */
final class StopWords {

    /** Grammar, and what people say around a need: <i>I would like something that …</i> */
    static final Set<String> ENGLISH = read("en-stop.txt");

    static final Set<String> FRENCH = read("fr-stop.txt");

    /** Those that may stand within a term: <i>taux <b>de</b> rebut</i>. */
    static final Set<String> FRENCH_ARTICLES =
            Set.of("le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "au", "aux", "a", "en");

    static final Set<String> ENGLISH_ARTICLES = Set.of("the", "a", "an", "of", "our", "my", "their", "its");

    private StopWords() {}

    private static Set<String> read(String name) {
        var stream = Objects.requireNonNull(StopWords.class.getResourceAsStream(name), name);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> java.util.Arrays.stream(line.strip().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
