package org.diplofeed.web;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which methods the resource at a path knows, and which media types they read: what a 405 and a 415 have to say (RFC
 * 9110, 15.5.6 and 15.5.16) and Quarkus leaves out.
 */
@Singleton
public class Routes {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private record Route(Pattern path, String method, List<String> reads) {}

    private final List<Route> routes = new ArrayList<>();

    Routes(BeanManager beans) {
        for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            var base = bean.getBeanClass().getAnnotation(Path.class);
            if (base != null) {
                Arrays.stream(bean.getBeanClass().getMethods()).forEach(method -> add(base.value(), method));
            }
        }
    }

    /** The methods for a path, joined as in an Allow header. */
    public String methods(String path) {
        var methods = new TreeSet<String>();
        for (var route : routes) {
            if (route.path().matcher(path).matches()) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    /** The media types that a method reads at a path, joined as in an Accept header; empty where it reads none. */
    public String mediaTypes(String path, String method) {
        return routes.stream()
                .filter(route -> route.method().equals(method)
                        && route.path().matcher(path).matches())
                .flatMap(route -> route.reads().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void add(String base, Method method) {
        var verb = verb(method);
        if (verb != null) {
            var path = method.getAnnotation(Path.class);
            var reads = method.getAnnotation(Consumes.class);
            routes.add(new Route(
                    pattern(base + "/" + (path == null ? "" : path.value())),
                    verb,
                    reads == null ? List.of() : List.of(reads.value())));
        }
    }

    private static @Nullable String verb(AnnotatedElement method) {
        for (Annotation annotation : method.getAnnotations()) {
            var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static Pattern pattern(String template) {
        var steps = Arrays.stream(template.split("/"))
                .filter(step -> !step.isEmpty())
                .map(step -> PARAMETER.matcher(step).find() ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/"));
        return Pattern.compile("/" + steps + "/?");
    }
}
