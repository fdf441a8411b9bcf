package io.blockyard.search.language;

import io.blockyard.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What French says in English, and which English words stand for each other. It comes from files of lines {@code
 * term<TAB>meaning|other meaning}, the best first, {@code #} for remarks: {@code fr-*.tsv} are French terms, {@code
 * en-*.tsv} English ones. What is read later is believed first, so that an organisation's own words win.
 */
public final class LanguagePacks {

    /** How many meanings of a term are read. */
    public static final int MOST_MEANINGS = 5;

    private static final String FOLDER = "/io/blockyard/search/language";

    private final Phrases french;
    private final Phrases english;
    private final WordList frenchWords = new WordList();
    private final WordList englishWords = new WordList();
    private final Map<String, String> frenchOf = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private LanguagePacks() {
        french = new Phrases(
                List.of(Word::text, Word::folded, w -> Stems.frenchLight(w.text()), w -> Stems.frenchStrong(w.text())),
                word -> StopWords.FRENCH_ARTICLES.contains(word.folded()));
        english = new Phrases(
                List.of(Word::folded, w -> Stems.english(w.folded())),
                word -> StopWords.ENGLISH_ARTICLES.contains(word.folded()));
    }

    /** Those that come with the product. */
    public static LanguagePacks own() {
        return Own.PACKS;
    }

    /**
     * Those that come with the product, and the {@code .tsv} files of a folder; files of the folder are believed first.
     * Lines that cannot be read are told by {@link #problems} and left out.
     */
    public static LanguagePacks with(Path folder) {
        return with(filesOf(folder));
    }

    /** Those that come with the product, and further ones by their file name, such as {@code en-ours.tsv}. */
    public static LanguagePacks with(Map<String, List<String>> linesByName) {
        if (linesByName.isEmpty()) {
            return own();
        }
        var packs = new LanguagePacks();
        ownFiles().forEach((name, lines) -> packs.read(name, lines, false));
        linesByName.forEach((name, lines) -> packs.read(name, lines, true));
        return packs;
    }

    /** What would be wrong in a file of these lines. */
    public static List<Problem> problemsIn(String name, List<String> lines) {
        var alone = new LanguagePacks();
        alone.read(name, lines, true);
        return alone.problems();
    }

    /** What was wrong in the files. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How many French and English phrases there are. */
    public int size() {
        return french.size() + english.size();
    }

    Optional<Phrases.Match> french(List<Word> words, int start) {
        return french.at(words, start);
    }

    Optional<Phrases.Match> french(List<Word> words, int start, int most) {
        return french.at(words, start, most);
    }

    Optional<Phrases.Match> english(List<Word> words, int start) {
        return english.at(words, start);
    }

    /** Whether some pack has this word; in lower case, without accents. */
    boolean knowsFrench(String folded) {
        return frenchWords.has(folded);
    }

    boolean knowsEnglish(String folded) {
        return englishWords.has(folded);
    }

    WordList frenchWords() {
        return frenchWords;
    }

    WordList englishWords() {
        return englishWords;
    }

    /** The French term whose best meaning this English term is; both in lower case. */
    public Optional<String> frenchOf(String englishTerm) {
        return Optional.ofNullable(frenchOf.get(englishTerm));
    }

    private void read(String name, List<String> lines, boolean believedFirst) {
        int number = 0;
        for (var line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split("\t", -1);
            var meanings = parts.length == 2 ? meanings(parts[1]) : List.<String>of();
            if (meanings.isEmpty() || parts[0].isBlank()) {
                problems.add(Problem.error(
                                "language.line",
                                "\u201c" + line.strip() + "\u201d is not a term, a tab and its meanings.",
                                "Write it as: term, tab, best meaning|other meaning.")
                        .at(name, number, 1));
                continue;
            }
            keep(name.startsWith("fr"), parts[0].strip(), meanings, believedFirst);
        }
    }

    private void keep(boolean isFrench, String term, List<String> meanings, boolean believedFirst) {
        if (isFrench) {
            french.put(term, meanings, believedFirst);
            Words.of(term).forEach(word -> frenchWords.add(word.folded()));
            frenchOf.merge(meanings.getFirst(), term, (one, other) -> one.length() <= other.length() ? one : other);
        } else {
            english.put(term, meanings, believedFirst);
            Words.of(term).forEach(word -> englishWords.add(word.folded()));
        }
        meanings.forEach(meaning -> Words.of(meaning).forEach(word -> englishWords.add(word.folded())));
    }

    private static List<String> meanings(String listed) {
        return Arrays.stream(listed.split("\\|"))
                .map(String::strip)
                .filter(meaning -> !meaning.isEmpty())
                .distinct()
                .limit(MOST_MEANINGS)
                .toList();
    }

    private static Map<String, List<String>> filesOf(Path folder) {
        var files = new LinkedHashMap<String, List<String>>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var listed = Files.list(folder)) {
            for (var file :
                    listed.filter(f -> f.toString().endsWith(".tsv")).sorted().toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The language packs in " + folder + " cannot be read.", e);
        }
        return files;
    }

    /** Every pack beside this class, whether it lies in a folder or in a jar. */
    private static Map<String, List<String>> ownFiles() {
        var files = new LinkedHashMap<String, List<String>>();
        for (var name : ownNames()) {
            var stream = LanguagePacks.class.getResourceAsStream(FOLDER + "/" + name);
            if (stream != null) {
                files.put(name, lines(new InputStreamReader(stream, StandardCharsets.UTF_8)));
            }
        }
        return files;
    }

    private static List<String> lines(Reader reader) {
        try (var lines = new BufferedReader(reader)) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ownNames() {
        var names = new LinkedHashSet<String>();
        try {
            for (var folder : java.util.Collections.list(
                    LanguagePacks.class.getClassLoader().getResources(FOLDER.substring(1)))) {
                names.addAll(names(folder.toURI()));
            }
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException("The language packs cannot be listed.", e);
        }
        return names;
    }

    private static List<String> names(URI folder) throws IOException {
        if (folder.getScheme().equals("file")) {
            return names(Path.of(folder));
        }
        try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
            return names(jar.getPath(FOLDER));
        } catch (FileSystemNotFoundException | java.nio.file.FileSystemAlreadyExistsException e) {
            FileSystem jar = FileSystems.getFileSystem(folder);
            return names(jar.getPath(FOLDER));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
    }

    private static final class Own {
        static final LanguagePacks PACKS = new LanguagePacks();

        static {
            ownFiles().forEach((name, lines) -> PACKS.read(name, lines, false));
        }
    }
}
