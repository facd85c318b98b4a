package io.tidbclient;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The design's rules about who may know whom. A package that is not in {@link PackageTable} has to be thought about first. */
class PackageRulesTest {
    private static final String ROOT = "io.tidbclient";

    private static final List<Class<?>> MUTABLE = List.of(
            ConcurrentMap.class, AbstractCollection.class, AbstractMap.class, Thread.class, ExecutorService.class);

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final JavaClasses ALL =
            new ClassFileImporter().importPaths(Path.of("target", "classes"), Path.of("target", "test-classes"));

    @Test
    void packages_import_only_what_the_design_lets_them() {
        assertThat(dependencies()
                        .filter(PackageRulesTest::isOfThisProject)
                        .filter(dependency -> !allowed(dependency))
                        .map(PackageRulesTest::arrow)
                        .distinct())
                .isEmpty();
    }

    /** Run with {@code -Dpackages.write=true}, it writes the table. */
    @Test
    void the_table_of_the_packages_in_the_documentation_is_that_of_these_rules() throws IOException {
        Path page = Path.of("docs", "ARCHITECTURE.md");
        if (Boolean.getBoolean("packages.write")) {
            Files.writeString(page, PackageTable.writtenInto(Files.readString(page)));
        }
        assertThat(Files.readString(page)).contains(PackageTable.markdown());
    }

    @Test
    void only_commands_know_picocli() {
        assertThat(arrowsFrom(MAIN, PackageRulesTest::isOfCommands, Set.of("picocli")))
                .isEmpty();
    }

    @Test
    void jdbc_and_agroal_end_at_connection() {
        assertThat(arrowsFrom(MAIN, "connection"::equals, Set.of("java.sql", "javax.sql", "io.agroal", "com.mysql")))
                .isEmpty();
    }

    @Test
    void yaml_is_parsed_in_one_package() {
        assertThat(arrowsFrom(MAIN, "yaml"::equals, Set.of("org.yaml"))).isEmpty();
    }

    @Test
    void packages_form_no_cycle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void packages_are_concepts_not_drawers() {
        assertThat(packages(MAIN)
                        .filter(name -> Stream.of(name.split("\\."))
                                .anyMatch(Set.of("util", "utils", "common", "impl", "helper", "helpers")::contains)))
                .isEmpty();
    }

    @Test
    void packages_say_what_they_are_for() {
        assertThat(packages(MAIN)
                        .filter(name ->
                                Files.notExists(Path.of("src/main/java", name.replace('.', '/'), "package-info.java"))))
                .isEmpty();
    }

    @Test
    void nothing_sleeps_and_tests_neither() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")))
                .because("waiting is being signalled, or scheduled")
                .check(ALL);
    }

    @Test
    void monotonic_time_is_read_in_one_class_and_injected() {
        assertThat(MAIN.stream()
                        .flatMap(type -> Stream.concat(
                                type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                        .filter(access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && access.getName().equals("nanoTime"))
                        .map(access -> access.getOriginOwner().getName()))
                .containsExactly(ROOT + ".time.NanoClock");
    }

    @Test
    void only_commands_end_the_jvm() {
        ArchRuleDefinition.noClasses()
                .that(new DescribedPredicate<JavaClass>("are no commands") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !isOfCommands(layer(type));
                    }
                })
                .should()
                .callMethodWhere(calls(System.class, "exit")
                        .or(calls(Runtime.class, "exit"))
                        .or(calls(Runtime.class, "halt")))
                .check(MAIN);
    }

    @Test
    void libraries_are_used_by_their_public_packages() {
        assertThat(MAIN.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> !name.startsWith(ROOT))
                        .filter(name -> Stream.of(name.split("\\.")).anyMatch(Set.of("impl", "internal")::contains))
                        .distinct())
                .isEmpty();
    }

    /** The driver makes its socket factory without an argument, so what that needs has to be reached over static fields. */
    @Test
    void no_state_is_static_but_what_the_drivers_sockets_need() {
        assertThat(MAIN.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL) || isMutable(field))
                        .map(JavaField::getFullName))
                .containsExactlyInAnyOrder(
                        ROOT + ".connection.DriverSocketFactory.CONTEXTS",
                        ROOT + ".connection.DriverSocketFactory.POOLS");
    }

    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        return type.getPackageName().startsWith("java.util.concurrent.atomic")
                || MUTABLE.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean allowed(Dependency dependency) {
        String from = layer(dependency.getOriginClass());
        String to = layer(dependency.getTargetClass());
        return from.equals(to)
                || PackageTable.MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    /** The name in the table: a package's path below the root. */
    private static String layer(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? below : below.substring(1);
    }

    private static boolean isOfCommands(String layer) {
        return layer.isEmpty() || layer.equals("cli") || layer.startsWith("cli.");
    }

    private static Stream<String> arrowsFrom(JavaClasses classes, Predicate<String> except, Set<String> to) {
        return dependencies(classes)
                .filter(dependency -> !except.test(layer(dependency.getOriginClass())))
                .filter(dependency -> to.stream().anyMatch(isIn(dependency.getTargetClass())))
                .map(PackageRulesTest::arrow)
                .distinct();
    }

    private static Predicate<String> isIn(JavaClass type) {
        return name ->
                type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    private static boolean isOfThisProject(Dependency dependency) {
        return isIn(dependency.getTargetClass()).test(ROOT);
    }

    private static Stream<Dependency> dependencies() {
        return dependencies(MAIN);
    }

    private static Stream<Dependency> dependencies(JavaClasses classes) {
        return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static String arrow(Dependency dependency) {
        return dependency.getOriginClass().getName() + " → "
                + dependency.getTargetClass().getName();
    }

    private static Stream<String> packages(JavaClasses classes) {
        return new TreeSet<>(classes.stream().map(JavaClass::getPackageName).toList()).stream();
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String method) {
        return new DescribedPredicate<>("calls %s.%s", owner.getSimpleName(), method) {
            @Override
            public boolean test(JavaCall<?> call) {
                return call.getTargetOwner().isEquivalentTo(owner)
                        && call.getTarget().getName().equals(method);
            }
        };
    }

    /** Never empty by mistake: a rule about no classes holds. */
    @Test
    void there_are_classes_to_rule() {
        assertThat(packages(MAIN).toList()).containsAll(List.of(ROOT + ".config", ROOT + ".connection"));
    }
}
