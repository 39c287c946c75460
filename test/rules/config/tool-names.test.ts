import { describe, expect, test } from 'vitest';
import { isChangingTool } from '../../../rules/config/tool-names.ts';

/** Names of tools of well-known servers, by what their manuals say of them. */
const CHANGING = `
write_file edit_file create_directory move_file edit_block start_process kill_process interact_with_process
execute_command run_command shell bash str_replace_editor apply_patch execute_sql run_query apply_migration
create_branch delete_branch merge_branch reset_branch deploy_edge_function pause_project restore_project
create_or_update_file push_files create_issue add_issue_comment update_issue create_pull_request merge_pull_request
update_pull_request_branch create_repository fork_repository git_commit git_add git_reset git_checkout git_create_branch
git_push git_pull pull_request_write issue_write sub_issue_write create_pull_request_review request_copilot_review
kubectl_apply kubectl_scale kubectl_delete kubectl_patch kubectl_rollout exec_in_pod install_helm_chart
uninstall_helm_chart node_management_drain insert-many update-many delete-many drop-collection create-index rename-collection
slack_post_message slack_reply_to_thread slack_add_reaction send_email reply_to_email trash_message delete_label
create_refund create_payment_link cancel_subscription update_dispute create_customer finalize_invoice_and_send
use_aws call_aws browser_click browser_type browser_fill_form browser_evaluate browser_file_upload browser_press_key
browser_drag browser_run_code playwright_post playwright_put playwright_delete puppeteer_evaluate puppeteer_click
mobile_install_app mobile_click_on_screen_at_coordinates remove_folder create_entities delete_entities add_observations
notion-create-pages notion-update-page createJiraIssue editJiraIssue transitionJiraIssue_and_update addCommentToJiraIssue
hassTurnOn set_variable toggle_light purchase_and_pay transfer_funds swap_tokens mint_nft approve_transaction
find_and_replace get_or_create_user search_replace grant_role revoke_key schedule_meeting book_flight order_pizza
comment_on_issue post_tweet import_rows run_tests start_server stop_instance restart_service clear_cache
`;

const READING = `
read_file read_multiple_files list_directory directory_tree search_files get_file_info list_allowed_directories
get_deploy_status list_merge_requests get_commit commit_history list_commits get_pull_request pull_request_read
pull_request_list issue_read search_issues search_code get_me list_branches git_status git_diff git_diff_staged git_log
git_show list_tables list_migrations list_extensions get_logs get_advisors search_docs get_project_url generate_typescript_types
find count aggregate collection-schema collection-indexes list-databases db-stats explain mongodb-logs
kubectl_get kubectl_describe kubectl_logs kubectl_context_list explain_resource list_api_resources ping
slack_list_channels slack_get_channel_history slack_get_thread_replies slack_get_users slack_get_user_profile
browser_snapshot browser_take_screenshot browser_console_messages browser_network_requests browser_navigate browser_wait_for
browser_hover browser_resize browser_tabs puppeteer_screenshot resolve-library-id get-library-docs query-docs
brave_web_search brave_local_search tavily-search tavily-extract firecrawl_search firecrawl_scrape fetch fetch_url
sequentialthinking think read_graph search_nodes open_nodes get_current_time convert_time list_customers list_invoices
list_subscriptions retrieve_balance search_stripe_documentation getJiraIssue searchJiraIssuesUsingJql lookupJiraAccountId
order_status order_history deploy_logs release_info call_hierarchy build_logs post_search message_list add echo
calculate_sum dry_run_plan get_terminal_output list_running_processes get_config get_recent_tool_calls validate_token
check_balance preview_deployment describe_table list_call_logs get_run_output view_record show_commit count_stars
`;

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

describe('the words of a name tell what a tool does', () => {
  test('changes are found', () => {
    expect(names(CHANGING).filter((name) => !isChangingTool(name))).toEqual([]);
  });
  test('looks are left alone', () => {
    expect(names(READING).filter((name) => isChangingTool(name))).toEqual([]);
  });
});
