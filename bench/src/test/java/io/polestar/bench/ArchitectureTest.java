package io.polestar.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The rules of the architecture, over the classes of all modules. They live in bench because only here is every module on
 * the class path. Bench itself may use Disruptor, Chronicle and Javalin directly: it measures them bare, beside Polestar.
 */
@AnalyzeClasses(packages = "io.polestar", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ENGINE = "io.polestar.engine..";
    private static final String INGEST = "io.polestar.ingest..";
    private static final String API = "io.polestar.api..";
    private static final String BENCH = "io.polestar.bench..";

    private static final Set<String> SYSTEM_CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");
    private static final Set<String> UNSEEDED_METHODS =
            Set.of("Math.random", "StrictMath.random", "UUID.randomUUID", "ThreadLocalRandom.current");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.polestar.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engineDependsOnNoOtherModule = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, API, BENCH);

    @ArchTest
    static final ArchRule ingestDependsOnEngineOnly = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, BENCH);

    @ArchTest
    static final ArchRule onlyBenchDependsOnApi = noClasses()
            .that()
            .resideOutsideOfPackages(API, BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(API);

    @ArchTest
    static final ArchRule nobodyDependsOnBench = noClasses()
            .that()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BENCH);

    @ArchTest
    static final ArchRule disruptorStaysInTheRing = noClasses()
            .that()
            .resideOutsideOfPackages("io.polestar.engine.ring..", BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lmax.disruptor..");

    @ArchTest
    static final ArchRule chronicleStaysInTheJournal = noClasses()
            .that()
            .resideOutsideOfPackages("io.polestar.engine.journal..", BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule javalinStaysInApi = noClasses()
            .that()
            .resideOutsideOfPackages(API, BENCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule engineIsHandedTheTime = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .accessTargetWhere(ambientTime())
            .because("a replay equals the live run only when the time comes in as an argument");

    @ArchTest
    static final ArchRule engineIsHandedItsSeeds = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .accessTargetWhere(ambientChance())
            .because("a replay equals the live run only when chance comes in as a seed");

    private static DescribedPredicate<JavaAccess<?>> ambientTime() {
        return describe("the machine's clock", access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            return switch (name) {
                case "nanoTime", "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                // Instant.now(clock) and its like ask a clock that the caller passed in.
                case "now" ->
                    owner.getPackageName().startsWith("java.time")
                            && !parameters(access).contains("Clock");
                default -> owner.isEquivalentTo(Clock.class) && SYSTEM_CLOCKS.contains(name);
            };
        });
    }

    private static DescribedPredicate<JavaAccess<?>> ambientChance() {
        return describe("an unseeded source of chance", access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            if (name.equals("<init>")) {
                return owner.isAssignableTo(RandomGenerator.class)
                        && (parameters(access).isEmpty() || owner.isEquivalentTo(SecureRandom.class));
            }
            return UNSEEDED_METHODS.contains(owner.getSimpleName() + "." + name);
        });
    }

    /** The simple names of the types that the method or constructor takes. */
    private static Set<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(toSet())
                : Set.of();
    }
}
