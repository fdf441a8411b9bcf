package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Code environments: their definitions; no package is ever installed, and answers say so. */
final class CodeEnvCalls {

    private static final String FOLDER = "code-envs";
    private static final String OWN = "python311";

    private final Projects projects;
    private final Instance instance;
    private final Futures futures;

    CodeEnvCalls(Projects projects, Instance instance, Futures futures) {
        this.projects = projects;
        this.instance = instance;
        this.futures = futures;
    }

    void register(Router router) {
        router.instance("GET", "/admin/code-envs", Right.READ, request -> {
            var list = Json.array();
            all().values().forEach(environment -> {
                var item = list.addObject();
                for (var field : Set.of("envName", "envLang", "deploymentMode", "owner")) {
                    item.set(field, environment.path(field));
                }
            });
            return Answer.json(list);
        });
        router.instance("GET", "/admin/code-envs/usages", Right.READ, request -> {
            var usages = Json.array();
            all().values().forEach(environment -> usages(environment).forEach(usages::add));
            return Answer.json(usages);
        });
        router.instance("POST", "/admin/code-envs/{lang}/{name}", Right.ADMIN, this::create);
        router.instance("GET", "/admin/code-envs/{lang}/{name}", Right.READ, request -> Answer.json(get(request)));
        router.instance("PUT", "/admin/code-envs/{lang}/{name}", Right.ADMIN, request -> {
            var saved = get(request);
            saved.setAll(request.object());
            save(saved);
            return Answer.json(saved);
        });
        router.instance("DELETE", "/admin/code-envs/{lang}/{name}", Right.ADMIN, request -> {
            var environment = get(request);
            instance.changing(holdings -> {
                holdings.document(FOLDER, key(environment), "Code environment");
                holdings.delete(FOLDER + "/" + key(environment) + ".json");
                return true;
            });
            return answer(request, environment, Messages.none());
        });
        for (var action : new String[] {"packages", "jupyter", "images"}) {
            router.instance(
                    "POST",
                    "/admin/code-envs/{lang}/{name}/" + action,
                    Right.ADMIN,
                    request ->
                            answer(request, get(request), Messages.warning("The sandbox installs and builds nothing")));
        }
        router.instance("GET", "/admin/code-envs/{lang}/{name}/usages", Right.READ, request -> {
            var usages = Json.array();
            usages(get(request)).forEach(usages::add);
            return Answer.json(usages);
        });
        router.instance("GET", "/admin/code-envs/{lang}/{name}/logs", Right.READ, request -> {
            get(request);
            return Answer.json(Json.array());
        });
    }

    private Answer create(Request request) {
        var language = request.name("lang").toUpperCase(Locale.ROOT);
        if (!Set.of("PYTHON", "R").contains(language)) {
            throw Fault.badRequest("Unknown language of a code environment: " + request.name("lang"));
        }
        var body = request.object();
        var mode = body.path("deploymentMode").asString("DESIGN_MANAGED");
        var environment = definition(language, Names.require(request.name("name")), mode);
        if (all().containsKey(key(environment))) {
            throw Fault.conflict("Code environment already exists: " + request.name("name"));
        }
        body.remove("deploymentMode");
        Json.child(environment, "desc").setAll(body);
        save(environment);
        return answer(request, environment, Messages.none());
    }

    private Answer answer(Request request, ObjectNode environment, ObjectNode messages) {
        var result = Json.object().put("envName", Json.text(environment, "envName"));
        result.set("messages", messages);
        var waits = request.parameter("wait").isEmpty() || request.flag("wait");
        return Answer.json(waits ? result : futures.done(result));
    }

    private ObjectNode get(Request request) {
        var key = request.name("lang").toUpperCase(Locale.ROOT) + "-" + request.name("name");
        var environment = all().get(key);
        if (environment == null) {
            throw Fault.notFound("Code environment not found: " + request.name("lang") + " " + request.name("name"));
        }
        return environment;
    }

    private void save(ObjectNode environment) {
        instance.changing(holdings -> {
            holdings.write(FOLDER, key(environment), environment);
            return true;
        });
    }

    private SortedMap<String, ObjectNode> all() {
        var all = new TreeMap<String, ObjectNode>();
        var own = definition("PYTHON", OWN, "DESIGN_MANAGED");
        all.put(key(own), own);
        all.putAll(instance.reading(holdings -> holdings.documents(FOLDER)));
        return all;
    }

    private Iterable<ObjectNode> usages(ObjectNode environment) {
        var name = Json.text(environment, "envName");
        return projects.keys().stream()
                .flatMap(key -> projects.open(key).documents(RecipeCalls.FOLDER).entrySet().stream()
                        .filter(recipe -> Json.text(
                                        recipe.getValue().path("params").path("envSelection"), "envName")
                                .equals(name))
                        .map(recipe -> Json.object()
                                .put("envLang", Json.text(environment, "envLang"))
                                .put("envName", name)
                                .put("envUsage", "RECIPE")
                                .put("projectKey", key)
                                .put("objectId", recipe.getKey())))
                .toList();
    }

    private static ObjectNode definition(String language, String name, String mode) {
        var environment = Json.object()
                .put("envName", name)
                .put("envLang", language)
                .put("deploymentMode", mode)
                .put("owner", Stamps.USER);
        var description = environment.putObject("desc");
        if (language.equals("PYTHON")) {
            description.put("pythonInterpreter", "PYTHON311").put("installCorePackages", true);
        }
        description.put("installJupyterSupport", false);
        environment.put("specPackageList", "").put("mandatoryPackageList", "").put("actualPackageList", "");
        environment.putArray("permissions");
        environment.put("usableByAll", true);
        return environment;
    }

    private static String key(ObjectNode environment) {
        return Json.text(environment, "envLang") + "-" + Json.text(environment, "envName");
    }
}
