package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * SHA-256 of everything that a block is made of. Each object of a project has one of its own; that of a zone is made
 * of those of its objects, of the libraries, variables and settings of the project, and of what the organisation's
 * rules say of it. Equal ones mean that nothing needs to be compared; different ones mean no more than that.
 */
final class ZoneFingerprints {

    /** Another number for other contents of a block, so that every zone is compared once more. */
    private static final String FORMAT = "1";

    private final ProjectSnapshot project;
    private final Classification classification;
    private final Map<String, String> objects = new HashMap<>();
    private final Map<String, Recipe> recipes = new HashMap<>();
    private final Map<String, String> zones = new HashMap<>();
    private final String common;

    ZoneFingerprints(ProjectSnapshot project, Classification classification) {
        this.project = project;
        this.classification = classification;
        for (Dataset dataset : project.datasets()) {
            objects.put(dataset.name(), sha256(dataset.document().toString()));
        }
        for (FlowObject object : project.objects()) {
            objects.put(object.id(), sha256(object.kind() + "\n" + object.document()));
        }
        for (Recipe recipe : project.recipes()) {
            recipes.put(recipe.name(), recipe);
            objects.put("recipe " + recipe.name(), sha256(recipe.document() + "\n" + recipe.payload()));
        }
        for (Zone zone : project.zones()) {
            zones.put(zone.id(), sha256(zone.document().toString()));
        }
        this.common = sha256(String.join(
                "\n",
                FORMAT,
                project.key(),
                project.name(),
                project.description(),
                project.tags().toString(),
                project.params().toString(),
                project.variables().toString(),
                project.library().toString()));
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
                .append(zones.getOrDefault(zone.id(), ""))
                .append(zone)
                .append(classification.level(project, zone))
                .append(classification.domain(project, zone));
        touched.forEach(
                object -> text.append('\n').append(object).append(' ').append(objects.getOrDefault(object, "")));
        touched.stream()
                .filter(project.exposed()::contains)
                .forEach(ref -> text.append("\nexposed ").append(ref));
        return sha256(text.toString());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
