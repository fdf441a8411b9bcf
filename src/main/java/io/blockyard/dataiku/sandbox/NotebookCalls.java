package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.ProjectFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Jupyter notebooks; none ever runs. */
final class NotebookCalls {

    private static final String FOLDER = "ipython_notebooks";
    private static final String EXTENSION = ".ipynb";

    void register(Router router) {
        router.project("GET", "/jupyter-notebooks", NotebookCalls::list);
        router.project("GET", "/notebooks/active", (request, project) -> Answer.json(Json.array()));
        router.project(
                "GET",
                "/jupyter-notebooks/{name}",
                (request, project) -> Answer.json(notebook(project, request.name("name"))));
        router.project("POST", "/jupyter-notebooks/{name}", (request, project) -> {
            var name = Names.require(request.name("name"));
            if (project.files().has(path(name))) {
                throw Fault.conflict("Notebook already exists: " + name);
            }
            return save(project, name, request.object());
        });
        router.project("PUT", "/jupyter-notebooks/{name}", (request, project) -> {
            notebook(project, request.name("name"));
            return save(project, request.name("name"), request.object());
        });
        router.project("DELETE", "/jupyter-notebooks/{name}", (request, project) -> {
            notebook(project, request.name("name"));
            project.delete(path(request.name("name")));
            return Answer.message("Deleted notebook " + request.name("name"));
        });
        router.project("DELETE", "/jupyter-notebooks/{name}/outputs", (request, project) -> {
            var notebook = notebook(project, request.name("name"));
            for (var cell : notebook.path("cells").values()) {
                if (cell instanceof ObjectNode code && code.has("outputs")) {
                    code.putArray("outputs");
                    code.putNull("execution_count");
                }
            }
            return save(project, request.name("name"), notebook);
        });
        router.project("GET", "/jupyter-notebooks/{name}/sessions", (request, project) -> {
            notebook(project, request.name("name"));
            return Answer.json(Json.array());
        });
    }

    private static Answer list(Request request, Project project) {
        var list = Json.array();
        if (request.flag("active")) {
            return Answer.json(list);
        }
        for (var file : project.files().names(FOLDER)) {
            if (file.endsWith(EXTENSION)) {
                var name = file.substring(0, file.length() - EXTENSION.length());
                var kernel = notebook(project, name).path("metadata").path("kernelspec");
                var item = list.addObject().put("projectKey", project.key()).put("name", name);
                item.put("language", language(kernel));
                item.set("kernelSpec", kernel.isObject() ? kernel : Json.object());
            }
        }
        return Answer.json(list);
    }

    private static String language(JsonNode kernel) {
        var language = Json.text(kernel, "language");
        return language.isEmpty() ? "python" : language;
    }

    private static Answer save(Project project, String name, ObjectNode notebook) {
        project.writeText(path(name), ProjectFiles.text(notebook));
        return Answer.json(Json.object().put("name", name).put("projectKey", project.key()));
    }

    private static ObjectNode notebook(Project project, String name) {
        var text = project.findText(path(Names.require(name)))
                .orElseThrow(() -> Fault.notFound("Notebook not found: " + project.key() + "." + name));
        try {
            if (JsonMapper.shared().readTree(text) instanceof ObjectNode notebook) {
                return notebook;
            }
        } catch (JacksonException malformed) {
            // An empty or broken file is a notebook without cells.
        }
        return Json.object();
    }

    private static String path(String name) {
        return FOLDER + "/" + name + EXTENSION;
    }
}
