package io.blockyard.iac.desired;

import io.blockyard.block.Port;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the objects of a block are called in one instance: ports by what they are wired to, everything else
 * {@code <instance>_<name>}.
 */
final class InstanceNames {

    private final String projectKey;
    private final Configuration.BlockUse use;
    private final ResolvedBlock block;

    /** Dataset name or object id in the block → name in the project. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Map<String, String> inCode;

    InstanceNames(String projectKey, Configuration.BlockUse use, ResolvedBlock block) {
        this.projectKey = projectKey;
        this.use = use;
        this.block = block;
        var definition = block.definition();
        definition.datasets().forEach(dataset -> names.put(dataset.name(), prefixed(dataset.name())));
        definition.objects().forEach(object -> names.put(object.id(), prefixed(object.name())));
        block.manifest().outputs().forEach(port -> wire(port, use.outputs().get(port.name())));
        block.manifest().inputs().forEach(port -> wire(port, use.inputs().get(port.name())));
        this.inCode = callable();
    }

    private void wire(Port port, @org.jspecify.annotations.Nullable Text wired) {
        var ref = port.ref().isEmpty() ? port.name() : port.ref();
        if (wired != null) {
            names.put(ref, wired.value());
        } else if (block.manifest().inputs().contains(port)) {
            names.remove(ref);
        } else {
            names.put(ref, prefixed(port.name()));
        }
    }

    String prefixed(String name) {
        return use.instance().value() + "_" + name;
    }

    /** The name in the project of what the block calls {@code ref}; empty for an input that is not wired. */
    Optional<String> of(String ref) {
        return Optional.ofNullable(names.get(ref));
    }

    /** An override speaks of folders by their names. */
    Optional<String> ofNameOrRef(String nameOrRef) {
        return of(nameOrRef)
                .or(() -> block.definition().objects().stream()
                        .filter(object -> object.name().equals(nameOrRef))
                        .findFirst()
                        .flatMap(object -> of(object.id())));
    }

    /**
     * What code and settings may call things → what they are called in the project. Folders have names only, since DSS
     * chooses their ids; what an import brings has an id already.
     */
    Map<String, String> inCode() {
        return inCode;
    }

    private Map<String, String> callable() {
        var all = new TreeMap<>(names);
        for (var object : block.definition().objects()) {
            of(object.id()).ifPresent(name -> {
                all.putIfAbsent(object.name(), name);
                ResourceType.of(object.kind())
                        .filter(type -> type.imported().isPresent())
                        .ifPresent(type -> all.put(object.id(), ObjectIds.of(type.address(projectKey, name))));
            });
        }
        return Collections.unmodifiableMap(all);
    }

    /** Tables of the block's source → tables of the project, as far as they are known. */
    Map<String, String> tables(Configuration configuration) {
        var tables = new TreeMap<String, String>();
        for (ProjectSnapshot.Dataset dataset : block.definition().datasets()) {
            var table = dataset.document().path("params").path("table").asString("");
            if (!table.isEmpty()) {
                of(dataset.name()).ifPresent(name -> tables.put(table, table(configuration, name)));
            }
        }
        return tables;
    }

    /** The table of a declared dataset, or the one that DSS gives a managed dataset. */
    static String table(Configuration configuration, String dataset) {
        return configuration.datasets().stream()
                .filter(entry -> entry.name().value().equals(dataset))
                .map(entry ->
                        entry.table().isEmpty() ? entry.params().path("table").asString("") : entry.table())
                .filter(table -> !table.isEmpty())
                .findFirst()
                .orElse("${projectKey}_" + dataset);
    }

    /** The package that the block's library lives in on the target: one per block and major version. */
    String libraryPackage() {
        return block.manifest().id().value().toLowerCase(Locale.ROOT) + "_v"
                + block.manifest().version().major();
    }
}
