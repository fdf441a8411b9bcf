package io.blockyard.catalog.mirror;

import io.blockyard.access.Actor;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.RegistryIndex;
import io.blockyard.catalog.RegistryIndex.AttachmentEntry;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskProgress;
import java.util.List;
import java.util.Objects;
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

    /** @param index where the copy keeps its index, which says what was last written there */
    void takeIn(Mirror mirror, MirrorTarget target, String index, TaskProgress progress) {
        var written = target.file(index)
                .map(bytes -> BlockFormats.json()
                        .readValue(bytes, RegistryIndex.class)
                        .blocks())
                .orElse(List.of());
        for (var entry : written) {
            if (entry.latest()) {
                takeIn(mirror, target, entry, progress);
            }
        }
    }

    private void takeIn(Mirror mirror, MirrorTarget target, RegistryIndex.Entry entry, TaskProgress progress) {
        var id = new BlockId(entry.blockId());
        var there = target.attachments(folder(mirror, id));
        if (there.isEmpty()) {
            return;
        }
        var base =
                entry.attachments().stream().collect(Collectors.toMap(AttachmentEntry::name, AttachmentEntry::digest));
        var here = attachments.all(Actor.system(), id).stream()
                .collect(Collectors.toMap(Attachment::name, Attachment::digest));
        there.forEach((name, content) -> {
            var digest = Bundle.digest(content);
            if (!digest.equals(base.get(name)) && !digest.equals(here.get(name))) {
                boolean onlyThere = Objects.equals(base.get(name), here.get(name));
                attach(mirror, id, onlyThere ? name : beside(name, mirror.name()), content, progress);
            }
        });
    }

    private void attach(Mirror mirror, BlockId id, String name, byte[] content, TaskProgress progress) {
        var path = folder(mirror, id) + "/" + name;
        try {
            attachments.attach(
                    new Actor(
                            "mirror " + mirror.name(),
                            Actor.system().roles(),
                            Actor.system().via()),
                    id,
                    name,
                    content);
            progress.say(name + " attached to " + id + " there");
        } catch (ProblemException refused) {
            refused.problems().forEach(problem -> progress.warn(problem.at(path)));
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
