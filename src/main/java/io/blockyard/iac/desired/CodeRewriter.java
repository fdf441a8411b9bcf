package io.blockyard.iac.desired;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Lets names in the contents of a recipe follow the names of an instance. */
interface CodeRewriter {

    /**
     * Python with other names.
     *
     * @param objects datasets and folders, by name or id, as string literals name them → new name
     * @param modules top-level module of the block's library → its dotted name on the target
     */
    Rewritten python(String code, Map<String, String> objects, Map<String, String> modules);

    /**
     * R with other names.
     *
     * @param objects as {@link #python} takes them
     * @param files of the block's library, below its folder for R → their places on the target
     */
    Rewritten r(String code, Map<String, String> objects, Map<String, String> files);

    /** SQL with other tables. */
    Rewritten sql(String code, Map<String, String> tables);

    /** The settings of a visual recipe, as JSON; an empty text stays empty. */
    Rewritten settings(String recipeType, String payload, Map<String, String> objects);

    /** A recipe's document, whose parameters may speak of datasets too. */
    ObjectNode document(ObjectNode document, Map<String, String> objects);

    /** What came out, and what could not be decided. */
    record Rewritten(String text, List<Doubt> doubts) {}

    /** A place that a person has to look at; {@code line} from 1. */
    record Doubt(int line, String sentence) {}
}
