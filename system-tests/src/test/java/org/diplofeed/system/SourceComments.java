package org.diplofeed.system;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** What the sources say of their types: the documentation comments, read by the compiler's own parser. */
final class SourceComments {
    /**
     * A type and its members: of a record its components, of an enum its constants.
     *
     * @param name as a schema is called that is made of it: the simple name, or what {@code @Schema} says
     * @param text empty where it has no comment
     * @param members each with what is said of it, which may be empty; constants in capitals
     */
    record SourceType(String name, String text, Map<String, String> members) {}

    private SourceComments() {}

    /** All types below directories. */
    static List<SourceType> read(List<Path> directories) throws IOException {
        var files = new ArrayList<Path>();
        for (var directory : directories) {
            try (Stream<Path> walk = Files.walk(directory)) {
                walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            var types = new ArrayList<SourceType>();
            var scanner = new Scanner(DocTrees.instance(task), types);
            for (var unit : task.parse()) {
                scanner.scan(unit, null);
            }
            return types;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<SourceType> types;

        Scanner(DocTrees trees, List<SourceType> types) {
            this.trees = trees;
            this.types = types;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            var comment = trees.getDocCommentTree(getCurrentPath());
            var params = comment == null ? Map.<String, String>of() : params(comment);
            var members = new LinkedHashMap<String, String>();
            for (var member : type.getMembers()) {
                if (member instanceof VariableTree field && isMember(type, field)) {
                    var own = trees.getDocCommentTree(
                            TreePath.getPath(getCurrentPath().getCompilationUnit(), field));
                    var name = type.getKind() == Tree.Kind.ENUM
                            ? field.getName().toString().toUpperCase(Locale.ROOT)
                            : field.getName().toString();
                    members.put(name, own == null ? params.getOrDefault(name, "") : text(own.getFullBody()));
                }
            }
            types.add(new SourceType(name(type), comment == null ? "" : text(comment.getFullBody()), members));
            return super.visitClass(type, null);
        }

        /** A record's component, an enum's constant or a field: not what belongs to the class as such. */
        private static boolean isMember(ClassTree type, VariableTree field) {
            boolean constant = type.getKind() == Tree.Kind.ENUM;
            return constant == field.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        private static String name(ClassTree type) {
            for (var annotation : type.getModifiers().getAnnotations()) {
                if (annotation.getAnnotationType().toString().equals("Schema")) {
                    for (var argument : annotation.getArguments()) {
                        if (argument instanceof AssignmentTree assignment
                                && assignment.getVariable().toString().equals("name")) {
                            return assignment.getExpression().toString().replace("\"", "");
                        }
                    }
                }
            }
            return type.getSimpleName().toString();
        }

        private static Map<String, String> params(DocCommentTree comment) {
            return comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .filter(param -> !param.isTypeParameter())
                    .collect(Collectors.toMap(
                            param -> param.getName().toString(), param -> text(param.getDescription())));
        }
    }

    /** As a sentence for who does not read Java. */
    private static String text(List<? extends DocTree> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(
                    switch (part) {
                        case TextTree words -> words.getBody();
                        case LiteralTree literal -> literal.getBody().getBody();
                        case LinkTree link ->
                            link.getLabel().isEmpty()
                                    ? link.getReference().getSignature().replaceAll(".*[.#]", "")
                                    : text(link.getLabel());
                        default -> " ";
                    });
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }
}
