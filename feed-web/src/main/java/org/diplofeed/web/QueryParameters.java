package org.diplofeed.web;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters that a resource's method takes, by name, each with the type of its value. */
record QueryParameters(SortedMap<String, Class<?>> types) {
    QueryParameters {
        types = Collections.unmodifiableSortedMap(types);
    }

    static QueryParameters of(Method method) {
        var types = new TreeMap<String, Class<?>>();
        for (var parameter : method.getParameters()) {
            add(types, parameter, parameter.getName(), parameter.getType());
        }
        return new QueryParameters(types);
    }

    /** What is wrong with a parameter as it was sent, in a sentence; null if nothing is. */
    @Nullable
    String fault(String name, List<String> values) {
        var type = types.get(name);
        if (type == null) {
            return "There is no parameter " + name + " here, but these: " + String.join(", ", types.keySet()) + ".";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return null;
        }
        if (values.size() > 1) {
            return name + " has to be given once.";
        }
        if (values.getFirst().isBlank()) {
            return name + " has to have a value.";
        }
        return fits(type, values.getFirst()) ? null : name + " has to be " + description(type) + ".";
    }

    private static boolean fits(Class<?> type, String value) {
        if (type == boolean.class || type == Boolean.class) {
            return value.equals("true") || value.equals("false");
        }
        if (type.isEnum()) {
            return constants(type).contains(value);
        }
        try {
            if (type == int.class || type == Integer.class) {
                Integer.parseInt(value);
            } else if (type == long.class || type == Long.class) {
                Long.parseLong(value);
            }
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static String description(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isEnum() ? "one of " + String.join(", ", constants(type)) : "a whole number";
    }

    /** The values that can be asked for: not the one that stands for what a reader does not know. */
    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(Field::isEnumConstant)
                .filter(constant -> !constant.isAnnotationPresent(JsonEnumDefaultValue.class))
                .map(Field::getName)
                .collect(Collectors.toUnmodifiableList());
    }

    private static void add(SortedMap<String, Class<?>> types, AnnotatedElement element, String name, Class<?> type) {
        var standard = element.getAnnotation(QueryParam.class);
        var reactive = element.getAnnotation(RestQuery.class);
        if (standard != null) {
            types.put(standard.value(), type);
        } else if (reactive != null) {
            types.put(reactive.value().isEmpty() ? name : reactive.value(), type);
        } else if (element.isAnnotationPresent(BeanParam.class)) {
            for (Class<?> some = type; some != Object.class; some = some.getSuperclass()) {
                for (var field : some.getDeclaredFields()) {
                    add(types, field, field.getName(), field.getType());
                }
            }
        }
    }
}
