package io.tidbclient.output.isolation;

/** The report as a page: one file, without scripts, and nothing is loaded from anywhere. */
public final class IsolationPage {
    private IsolationPage() {}

    /**
     * The page.
     *
     * @param toolVersion this tool's
     */
    public static String html(IsolationReport report, String toolVersion) {
        return "";
    }
}
