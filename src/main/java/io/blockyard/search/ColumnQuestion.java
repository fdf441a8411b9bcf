package io.blockyard.search;

import io.blockyard.search.index.BlockDocument;
import io.blockyard.search.index.Facet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/**
 * A question for columns in a sentence, such as <q>which blocks give me asset_id and timestamp</q>, put into the query
 * language. Only a sentence that holds nothing else, and whose columns the catalog knows, is one.
 */
final class ColumnQuestion {

    private static final int LONGEST = 200;
    private static final Pattern GAPS = Pattern.compile("[\\s,;?!']+|\u2019");

    private static final Map<String, String> VERBS = verbs();
    private static final Set<String> FILLERS = Set.copyOf(List.of("""
            which what who block blocks that can could do does me us i we find show list all the a an any both and or
            column columns field fields data dataset datasets as for to of be output outputs input inputs
            quel quels quelle quelles bloc blocs qui peut peuvent nous les la le l des de du d un une et ou
            colonne colonnes en sortie entree donnees""".split("\\s+")));

    private ColumnQuestion() {}

    static Optional<String> read(IndexSearcher searcher, String text) throws IOException {
        if (text.length() > LONGEST || text.indexOf(':') >= 0 || text.indexOf('"') >= 0) {
            return Optional.empty();
        }
        String field = null;
        var asked = new ArrayList<String>();
        for (var word : GAPS.split(text.strip())) {
            var folded = Facet.fold(word);
            var verb = VERBS.get(folded);
            if (verb != null) {
                field = verb;
            } else if (field != null && isColumn(searcher, word)) {
                asked.add(field + ":" + word);
            } else if (!FILLERS.contains(folded)) {
                return Optional.empty();
            }
        }
        boolean surely = asked.size() > 1 || asked.stream().anyMatch(column -> column.indexOf('_') > 0);
        return surely ? Optional.of(String.join(" ", asked.stream().distinct().toList())) : Optional.empty();
    }

    private static boolean isColumn(IndexSearcher searcher, String word) throws IOException {
        var name = BlockDocument.foldName(Facet.fold(word));
        var reader = searcher.getIndexReader();
        return !name.isEmpty()
                && (reader.docFreq(new Term(BlockDocument.COLUMNS_OUT, name)) > 0
                        || reader.docFreq(new Term(BlockDocument.COLUMNS_IN, name)) > 0);
    }

    private static Map<String, String> verbs() {
        var verbs = new java.util.HashMap<String, String>();
        List.of(
                        "give",
                        "gives",
                        "giving",
                        "produce",
                        "produces",
                        "producing",
                        "return",
                        "returns",
                        "provide",
                        "provides",
                        "deliver",
                        "delivers",
                        "make",
                        "makes",
                        "donne",
                        "donnent",
                        "produit",
                        "produisent",
                        "fournit",
                        "fournissent",
                        "rend",
                        "rendent")
                .forEach(verb -> verbs.put(verb, "output"));
        List.of(
                        "need",
                        "needs",
                        "take",
                        "takes",
                        "require",
                        "requires",
                        "expect",
                        "expects",
                        "read",
                        "reads",
                        "consume",
                        "consumes",
                        "accept",
                        "accepts",
                        "use",
                        "uses",
                        "prend",
                        "prennent",
                        "lit",
                        "lisent",
                        "attend",
                        "attendent",
                        "consomme",
                        "consomment",
                        "utilise",
                        "utilisent")
                .forEach(verb -> verbs.put(verb, "input"));
        List.of("have", "has", "with", "contain", "contains", "avec", "contient", "contiennent", "ont")
                .forEach(verb -> verbs.put(verb, "column"));
        return Map.copyOf(verbs);
    }
}
