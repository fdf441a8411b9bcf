package io.blockyard.discovery;

import io.blockyard.dataiku.ObjectPrints;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SHA-256 of everything that a block is made of. Each object of a project has one of its own; that of a zone is made
 * of those of its objects, of the libraries, variables and settings of the project, and of what the organisation's
 * rules say of it. Equal ones mean that nothing needs to be compared; different ones mean no more than that.
 */
final class ZoneFingerprints {

    /** Another number for other contents of a block, so that every zone is compared once more. */
    private static final String FORMAT = "4";

    private final ProjectSnapshot project;
    private final Classification classification;
    /** By what recipes call them. */
    private final Map<String, String> objects = new HashMap<>();

    private final Map<String, Recipe> recipes = new HashMap<>();
    private final ObjectPrints prints;
    private final String common;

    ZoneFingerprints(ReadProject read, Classification classification) {
        this.project = read.clean().project();
        this.prints = read.clean().prints();
        this.classification = classification;
        project.datasets().forEach(dataset -> objects.put(dataset.name(), prints.at(ObjectPrints.place(dataset))));
        project.objects().forEach(object -> objects.put(object.id(), prints.at(ObjectPrints.place(object))));
        for (var recipe : project.recipes()) {
            recipes.put(recipe.name(), recipe);
            objects.put("recipe " + recipe.name(), prints.at(ObjectPrints.place(recipe)));
        }
        this.common = FORMAT
                + read.around()
                + prints.at("params")
                + prints.at("variables")
                + project.library().keySet().stream()
                        .map(path -> prints.at(ObjectPrints.library(path)))
                        .collect(Collectors.joining());
    }

    /** Of one zone, 64 hexadecimal digits. */
    String of(ZoneBoundary zone) {
        var touched = new TreeSet<String>(zone.datasets());
        touched.addAll(zone.inputs());
        touched.addAll(zone.outputs());
        for (var name : zone.recipes()) {
            touched.add("recipe " + name);
            var recipe = Objects.requireNonNull(recipes.get(name));
            recipe.inputs().stream().map(RecipeItem::ref).forEach(touched::add);
            recipe.outputs().stream().map(RecipeItem::ref).forEach(touched::add);
        }
        var text = new StringBuilder(common)
                .append(prints.at("zones/" + zone.id()))
                .append(zone)
                .append(classification.level(project, zone))
                .append(classification.domain(project, zone));
        touched.forEach(
                object -> text.append('\n').append(object).append(' ').append(objects.getOrDefault(object, "")));
        touched.stream()
                .filter(project.exposed()::contains)
                .forEach(ref -> text.append("\nexposed ").append(ref));
        return ObjectPrints.sha256(text.toString());
    }
}
