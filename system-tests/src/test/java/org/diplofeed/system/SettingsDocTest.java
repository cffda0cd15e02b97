package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every setting of the services is documented as its interface says; -Ddiplofeed.snapshots=write writes it anew. */
class SettingsDocTest {
    private static final Path HOME = Path.of(System.getProperty("diplofeed.home"));
    private static final Path DOCUMENT = HOME.resolve("docs/operations/settings.md");
    private static final String BEGIN = "<!-- made of the @ConfigMapping interfaces by SettingsDocTest -->\n";
    private static final String END = "<!-- end -->\n";

    /** A setting as its interface has it. */
    private record Setting(String name, String services, String preset, String meaning) {
        String row() {
            String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            return "| `" + variable + "` | " + services + " | " + preset + " | " + meaning + " |\n";
        }
    }

    @Test
    void every_setting_is_documented_as_its_interface_says() throws IOException {
        // given
        var written = Files.readString(DOCUMENT);

        // when
        var table = new StringBuilder("\n| variable | services | default | meaning |\n| --- | --- | --- | --- |\n");
        settings().forEach(setting -> table.append(setting.row()));
        int from = written.indexOf(BEGIN) + BEGIN.length();
        var right = written.substring(0, from) + table + "\n" + written.substring(written.indexOf(END));

        // then
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.writeString(DOCUMENT, right);
        } else {
            assertThat(written).isEqualTo(right);
        }
    }

    private static List<Setting> settings() throws IOException {
        var settings = new ArrayList<Setting>();
        for (var module : List.of("feed-web", "ingest-service", "timeline-service", "alert-service")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
                var configs = files.filter(file -> file.toString().endsWith("Config.java"))
                        .sorted()
                        .toList();
                for (var file : configs) {
                    read(file, module.equals("feed-web") ? "all" : module.replace("-service", ""), settings);
                }
            }
        }
        assertThat(settings).hasSizeGreaterThan(40);
        return settings;
    }

    private static void read(Path file, String services, List<Setting> settings) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjects(file));
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                for (var type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree root) {
                        value(root.getModifiers(), "ConfigMapping")
                                .ifPresent(prefix -> collect(trees, unit, root, prefix, services, settings));
                    }
                }
            }
        }
    }

    private static void collect(
            DocTrees trees,
            CompilationUnitTree unit,
            ClassTree type,
            String prefix,
            String services,
            List<Setting> settings) {
        for (var member : type.getMembers()) {
            if (!(member instanceof MethodTree method) || method.getBody() != null) {
                continue;
            }
            String name = prefix + "." + kebab(method.getName().toString());
            String returned = String.valueOf(method.getReturnType());
            var nested = type.getMembers().stream()
                    .filter(inner -> inner instanceof ClassTree declared
                            && declared.getSimpleName().contentEquals(returned))
                    .map(ClassTree.class::cast)
                    .filter(declared -> declared.getKind() == com.sun.source.tree.Tree.Kind.INTERFACE)
                    .findFirst();
            if (nested.isPresent()) {
                collect(trees, unit, nested.get(), name, services, settings);
            } else {
                String preset = value(method.getModifiers(), "WithDefault")
                        .map(text -> "`" + text + "`")
                        .orElse(returned.startsWith("Optional") ? "none" : "has to be set");
                settings.add(new Setting(
                        name, services, preset, plain(trees.getDocComment(TreePath.getPath(unit, method)))));
            }
        }
    }

    private static Optional<String> value(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(present -> present.getAnnotationType().toString().endsWith(annotation))
                .map(AnnotationTree::getArguments)
                .flatMap(List::stream)
                .map(argument -> argument instanceof AssignmentTree assigned ? assigned.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
                .findFirst();
    }

    private static String plain(@Nullable String javadoc) {
        assertThat(javadoc).as("a setting without a word about it").isNotNull();
        return String.valueOf(javadoc)
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
