package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.RegistryEntry;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings in what people attached to articles in a copy: what is new or changed there and not here. What changed on both
 * sides is kept twice, the other under a name that says where it is from.
 */
final class AttachmentsBack {

    private final Attachments attachments;

    AttachmentsBack(Attachments attachments) {
        this.attachments = attachments;
    }

    /**
     * @param there what the copy says that it holds, which is what was last written there
     * @return what was not taken, which nothing should be written over
     */
    Set<AttachedPath> takeIn(Mirror mirror, MirrorTarget target, Optional<RegistryIndex> there, TaskProgress progress) {
        var refused = new HashSet<AttachedPath>();
        for (var entry : there.map(RegistryIndex::blocks).orElse(List.of())) {
            if (entry.latest()) {
                takeIn(mirror, target, entry, refused, progress);
            }
        }
        return refused;
    }

    private void takeIn(
            Mirror mirror, MirrorTarget target, RegistryEntry entry, Set<AttachedPath> refused, TaskProgress progress) {
        var id = new BlockId(entry.blockId());
        var base = new HashMap<String, String>();
        // What the copy was given once may be larger than what the rules allow by now.
        long largest = attachments.rules().largest();
        for (var attachment : entry.attachments()) {
            base.put(attachment.name(), attachment.digest());
            largest = Math.max(largest, attachment.size());
        }
        var folder = folder(mirror, id);
        var changed = new TreeMap<>(target.attachments(folder, largest, (name, why) -> {
            refused.add(new AttachedPath(id.value(), name));
            progress.warn(skipped(name, why).at(folder + "/" + name));
        }));
        changed.entrySet().removeIf(file -> isAsWritten(id, file.getKey(), Bundle.digest(file.getValue()), base));
        if (changed.isEmpty()) {
            return;
        }
        try {
            var here = attachments.all(Actor.system(), id).stream()
                    .collect(Collectors.toMap(Attachment::name, Attachment::digest));
            changed.forEach((name, content) -> {
                var digest = Bundle.digest(content);
                if (!digest.equals(here.get(name))) {
                    boolean leftOut = !here.containsKey(name) && digest.equals(base.get(name));
                    boolean onlyThere = leftOut || Objects.equals(base.get(name), here.get(name));
                    if (!attach(mirror, id, onlyThere ? name : beside(name, mirror.name()), content, progress)) {
                        refused.add(new AttachedPath(id.value(), name));
                    }
                }
            });
        } catch (ProblemException gone) {
            gone.problems().forEach(problem -> progress.warn(problem.at(folder)));
        }
    }

    /** What the copy was given, unless it never was here: an import may have left it out, and then it is tried again. */
    private boolean isAsWritten(BlockId id, String name, String digest, Map<String, String> base) {
        return digest.equals(base.get(name)) && attachments.everHad(Actor.system(), id, name, digest);
    }

    private Problem skipped(String name, MirrorTarget.Skipped why) {
        return switch (why) {
            case TOO_LARGE ->
                Problem.warning(
                        "attachment.too-large",
                        "\u201c" + name + "\u201d is larger than "
                                + (attachments.rules().largest() >> 10) + " KiB.",
                        "Make it smaller, or keep it elsewhere and link there.");
            case NO_PLAIN_FILE ->
                Problem.warning(
                        "mirror.no-plain-file",
                        "\u201c" + name + "\u201d is a link or a folder, and only files are attached.",
                        "Put the file itself there.");
        };
    }

    /** @return whether it was taken */
    private boolean attach(Mirror mirror, BlockId id, String name, byte[] content, TaskProgress progress) {
        var path = folder(mirror, id) + "/" + name;
        try {
            attachments.attach(mirror.actor(), id, name, content);
            progress.say(name + " attached to " + id + " there");
            return true;
        } catch (ProblemException refused) {
            refused.problems().forEach(problem -> progress.warn(problem.at(path)));
            return false;
        }
    }

    private static String beside(String name, String mirror) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot) + " (" + mirror + ")" + name.substring(dot);
    }

    private static String folder(Mirror mirror, BlockId id) {
        return (mirror.kind() == Mirror.Kind.LOCAL ? "Wiki/_DISCOVERED_BLOCKS/" : "Wiki/") + "_ATTACHMENTS/" + id;
    }
}
