package io.polestar.api.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real Chromium without a window. Where none is installed the tests that need one fail and say what is missing. */
final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of(System.getProperty("polestar.chromium", "/usr/bin/chromium"));
    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new IllegalStateException("these tests need a browser, polestar.chromium=" + EXECUTABLE
                    + "; bin/test installs Debian's chromium");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    /** A fresh profile with one page. What the browser complains about on its console is kept. */
    Page open(Look look) {
        return open(look, ReducedMotion.NO_PREFERENCE);
    }

    /** The same, for a reader who may not want things to move. */
    Page open(Look look, ReducedMotion motion) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setLocale(look.language())
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setReducedMotion(motion)
                        .setViewportSize(look.width(), look.height())
                        .setHasTouch(look.width() < 600))
                .newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Errors on the console of the pages opened since the last {@link #closePages}. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        complaints.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** What a reader's browser is set to. */
    record Look(String language, boolean dark, int width, int height) {
        static final Look ENGLISH = new Look("en-GB", false, 1440, 1000);
        static final Look CHINESE = new Look("zh-CN", false, 1440, 1000);

        Look inTheDark() {
            return new Look(language, true, width, height);
        }

        /** As part of a file's name: {@code zh-dark-phone}. */
        String name() {
            return language.substring(0, 2) + (dark ? "-dark" : "-light") + (width < 600 ? "-phone" : "");
        }

        Look onAPhone() {
            return new Look(language, dark, 390, 844);
        }
    }
}
