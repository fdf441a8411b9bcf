package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.block.BlockFormats;
import io.blockyard.discovery.Classification.Rule;
import io.blockyard.discovery.Classification.RuleFile;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The organisation's rules that say which level and domain a zone has. Changed rules hold from the next crawl on. */
public class ClassificationRules {

    private static final int MOST = 1_000;
    private static final int LONGEST = 500;
    private static final Pattern VALUE = Pattern.compile("(?:[\\p{L}\\p{N}_ .-]|\\$1){1,64}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;

    ClassificationRules(DataSource dataSource, TransactionTemplate transaction, Audit audit) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.audit = audit;
    }

    /** The rules that hold, in the order in which they are tried. */
    public RuleFile all(Actor actor) {
        actor.require(Right.READ);
        return stored().orElseGet(Classification::standardRules);
    }

    /**
     * Puts rules in the place of all that held.
     *
     * @throws ProblemException INVALID with a problem for each rule that cannot be used
     */
    public RuleFile set(Actor actor, RuleFile rules) {
        actor.require(Right.ADMINISTER);
        var problems = new ArrayList<Problem>();
        check("levels", rules.levels(), problems);
        check("domains", rules.domains(), problems);
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.INVALID, problems);
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from classification").update();
            jdbc.sql("insert into classification (id, rules) values (1, :rules)")
                    .param("rules", BlockFormats.json().writeValueAsString(rules))
                    .update();
            audit.record(
                    actor,
                    "classification.set",
                    "",
                    rules.levels().size() + " levels, " + rules.domains().size() + " domains");
        });
        return rules;
    }

    /** Lets the rules hold again that come with the product. */
    public RuleFile reset(Actor actor) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from classification").update();
            audit.record(actor, "classification.reset", "", "");
        });
        return Classification.standardRules();
    }

    Classification current() {
        return new Classification(stored().orElseGet(Classification::standardRules));
    }

    private Optional<RuleFile> stored() {
        return jdbc.sql("select rules from classification")
                .query(String.class)
                .optional()
                .map(text -> BlockFormats.json().readValue(text, RuleFile.class));
    }

    private static void check(String list, List<Rule> rules, List<Problem> problems) {
        if (rules.size() > MOST) {
            problems.add(problem(list, "There are more than " + MOST + " rules.", "Join some with | in one pattern."));
        }
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var place = list + "[" + i + "]";
            if (rule.like().isBlank() || rule.like().length() > LONGEST) {
                problems.add(
                        problem(place + ".like", "The pattern is missing or too long.", "Write what to look for."));
            } else {
                pattern(rule, place, problems);
            }
            if (!VALUE.matcher(rule.is()).matches()) {
                problems.add(
                        problem(
                                place + ".is",
                                "\u201c" + rule.is() + "\u201d is no name of a level or domain.",
                                "Use letters, digits, spaces, _, . and -, at most 64; $1 stands for the pattern's first group."));
            }
        }
    }

    private static void pattern(Rule rule, String place, List<Problem> problems) {
        try {
            var groups = rule.pattern().matcher("").groupCount();
            if (groups == 0 && rule.is().contains("$1")) {
                problems.add(problem(
                        place + ".is",
                        "$1 stands for a group that the pattern lacks.",
                        "Put the part in parentheses."));
            }
        } catch (PatternSyntaxException malformed) {
            problems.add(problem(
                    place + ".like",
                    "\u201c" + rule.like() + "\u201d is no regular expression: " + malformed.getDescription() + ".",
                    "Write a word to look for, or several with | between."));
        }
    }

    private static Problem problem(String place, String message, String remedy) {
        return Problem.error("classification.rule", message, remedy).at(place);
    }
}
