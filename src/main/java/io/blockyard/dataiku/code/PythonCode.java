package io.blockyard.dataiku.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a Python text says of itself.
 *
 * @param docstring the text's own; empty when there is none
 * @param imports every import statement wherever it stands, in order
 * @param calls what is called by a name, dotted as it is written, such as {@code rotating.base.Engineer}; in order
 * @param classes classes at the top of the text, in order
 */
public record PythonCode(String docstring, List<Import> imports, List<String> calls, List<ClassDefinition> classes) {

    private static final int MOST_REMEMBERED = 1_000;
    private static final int LONGEST_REMEMBERED = 20_000;

    /** A crawl asks several times of every recipe, and of a library again for every zone that uses it. */
    private static final Map<String, PythonCode> REMEMBERED = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PythonCode> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public PythonCode {
        imports = List.copyOf(imports);
        calls = List.copyOf(calls);
        classes = List.copyOf(classes);
    }

    /** Parses a text; one with mistakes is parsed as far as it makes sense. */
    public static PythonCode parse(String code) {
        synchronized (REMEMBERED) {
            var known = REMEMBERED.get(code);
            if (known != null) {
                return known;
            }
        }
        var parsed = new PythonReader(SyntaxTree.python(code)).read();
        if (code.length() <= LONGEST_REMEMBERED) {
            synchronized (REMEMBERED) {
                REMEMBERED.put(code, parsed);
            }
        }
        return parsed;
    }

    /** The top-level modules that a text imports, such as {@code numpy}; relative imports are left out. */
    public static SortedSet<String> imports(String code) {
        var modules = new TreeSet<String>();
        for (var imported : parse(code).imports()) {
            if (!imported.module().startsWith(".")) {
                modules.add(imported.module().split("\\.", 2)[0]);
            }
        }
        return modules;
    }

    /**
     * Gives datasets, folders and modules other names.
     *
     * @param objects names of datasets and names or ids of folders and models, as they stand in literals given to
     *     {@code dataiku.Dataset}, {@code dataiku.Folder} and the like → new names
     * @param modules modules or packages, such as {@code rotating} → new dotted names; the longest that fits is taken
     */
    public static Renamed rename(String code, Map<String, String> objects, Map<String, String> modules) {
        return new PythonRenaming(SyntaxTree.python(code), objects, modules).rename();
    }

    /**
     * One imported module.
     *
     * @param module dotted, with the dots of a relative import
     * @param names what is taken from it; empty for a plain {@code import}, {@code *} for everything
     */
    public record Import(String module, List<String> names) {
        public Import {
            names = List.copyOf(names);
        }
    }

    /** A class; {@code bases} as they are written. */
    public record ClassDefinition(String name, List<String> bases, String docstring, List<Method> methods) {
        public ClassDefinition {
            bases = List.copyOf(bases);
            methods = List.copyOf(methods);
        }
    }

    /** A method; abstract when it is marked so, or only raises {@code NotImplementedError}. */
    public record Method(String name, String docstring, boolean isAbstract) {}
}
