import { isNoticeAddress, noticeAddress } from '@/lib/format/notice-address';
import { requestContext } from '@/lib/server/auth/request';
import { openNotice } from '@/lib/server/use-cases/inbox';

const to = (location: string) => new Response(null, { status: 303, headers: { location, 'cache-control': 'private, no-store' } });

/** Opens a notice: marks it as read and leads to what it is about. What is not in this person's inbox leads to the inbox; who is not signed in is led here once they are. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly notice: string }> }): Promise<Response> {
  const { notice } = await params;
  const context = await requestContext();
  if (!context) return to(isNoticeAddress(noticeAddress(notice)) ? `/sign-in?back=${noticeAddress(notice)}` : '/sign-in');
  const opened = await openNotice(context, { notice });
  return to(opened.ok ? opened.value.href : '/inbox');
}
