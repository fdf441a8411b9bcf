package io.blockyard.discovery;

import io.blockyard.dataiku.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The package lists of code environments, in which imported modules are looked up. */
final class PythonRequirements {

    /** As PEP 508 has it, without what follows a semicolon; nothing that holds an address is read. */
    private static final Pattern LINE =
            Pattern.compile("\\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,100})\\s*(?:\\[[^\\]]{0,200}])?\\s*"
                    + "(?<version>(?:[<>=!~]=?=?\\s*[A-Za-z0-9.*+!_-]{1,60}\\s*,?\\s*){0,8})(?:[;#].*)?");

    private static final Pattern VARIANT = Pattern.compile("(-contrib)?(-(cpu|gpu|binary|headless|simd|cu[0-9]+))?$");

    /** The version asked for, by the distribution's name as it is written there; empty for any. */
    private final Map<String, String> versions = new TreeMap<>();

    private PythonRequirements() {}

    /** Those of some environments together; where two ask for different versions, none is known. */
    static PythonRequirements of(Surroundings around, Collection<String> environments) {
        var all = new PythonRequirements();
        for (var environment : environments) {
            around.packages().getOrDefault(environment, List.of()).forEach(all::add);
        }
        return all;
    }

    private void add(String line) {
        var matcher = LINE.matcher(line);
        if (matcher.matches()) {
            var version = matcher.group("version").replaceAll("\\s", "").replaceAll(",$", "");
            versions.merge(matcher.group("name"), version, (one, other) -> one.equals(other) ? one : "");
        }
    }

    /**
     * How a module is asked for, such as {@code opencv-python-headless==4.10.0.84} for {@code cv2}.
     *
     * @param distribution what installs it usually; the answer when no environment lists anything like it
     */
    String of(String module, String distribution) {
        for (var wanted : new String[] {distribution, module}) {
            for (var listed : versions.entrySet()) {
                if (plain(listed.getKey()).equals(plain(wanted))) {
                    return listed.getKey() + listed.getValue();
                }
            }
        }
        for (var listed : versions.entrySet()) {
            if (isVariant(plain(listed.getKey()), plain(distribution))) {
                return listed.getKey() + listed.getValue();
            }
        }
        return distribution;
    }

    /** {@code faiss-gpu} in the place of {@code faiss-cpu}, {@code opencv-python-headless} in that of {@code opencv-python}. */
    private static boolean isVariant(String name, String usual) {
        var base = VARIANT.matcher(usual).replaceFirst("");
        return VARIANT.matcher(name).replaceFirst("").equals(base);
    }

    /** As package indexes compare names. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
